package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client must say for others to see it leave at once (SPEC §3.4).
@NullUnmarked
class GoodbyeTest {
    private static final int SAYS_41 = 1;
    private static final int CLOSES = 2;
    private static final int GOES_AWAY = 3;
    private static final int IS_LEAVING = 4;
    private static final int SAYS_1 = 5;

    private static final Duration RELOAD_GRACE = Duration.ofSeconds(3);
    private static final Duration OFFLINE_GRACE = Duration.ofSeconds(5);

    @Test
    void only_a_disconnect_is_seen_at_once(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 6, announcer -> announcer);
                BareClient viewer = new BareClient(bed, 0)) {
            await().until(() -> !viewer.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            Map<Integer, BareClient> others = new HashMap<>();
            for (int person = SAYS_41; person <= SAYS_1; person++) {
                others.put(person, new BareClient(bed, person));
                int number = person;
                await().until(() -> !viewer.statusesOf(number).isEmpty());
            }

            long began = System.nanoTime();
            others.get(SAYS_41).leave();
            others.get(CLOSES).close(1000);
            others.get(GOES_AWAY).close(1001);
            others.get(IS_LEAVING).emit("presence:leaving", Map.of());
            others.get(IS_LEAVING).close(1000);
            others.get(SAYS_1).say("1");
            Map<Integer, Duration> gone = new HashMap<>();
            await().pollInterval(Duration.ofMillis(10)).until(() -> {
                others.keySet().stream()
                        .filter(person -> viewer.statusesOf(person).size() == 2)
                        .forEach(person -> gone.putIfAbsent(person, Duration.ofNanos(System.nanoTime() - began)));
                return gone.size() == others.size();
            });

            for (int person : new int[] {GOES_AWAY, IS_LEAVING}) {
                assertThat(gone.get(person)).isBetween(RELOAD_GRACE, gone.get(CLOSES));
                assertThat(gone.get(person)).isGreaterThan(gone.get(SAYS_41));
            }
            assertThat(gone.get(CLOSES)).isGreaterThanOrEqualTo(OFFLINE_GRACE);
            assertThat(gone.get(SAYS_1)).isGreaterThanOrEqualTo(OFFLINE_GRACE);
            assertThat(gone.get(SAYS_41)).isLessThan(RELOAD_GRACE);
        }
    }
}
