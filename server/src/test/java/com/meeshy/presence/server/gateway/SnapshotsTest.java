package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Snapshots of many.
@NullUnmarked
class SnapshotsTest {
    private static final int MANY = 12_000;

    @Test
    void a_viewer_of_very_many_hears_of_all_and_is_not_taken_for_a_slow_reader(@TempDir Path folder) {
        try (SocketBed bed = new SocketBed(folder, MANY, UnaryOperator.identity());
                BareClient viewer = new BareClient(bed, 0)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> viewer.all(ServerEvent.PRESENCE_SNAPSHOT).stream()
                                    .mapToInt(page -> page.path("users").size())
                                    .sum()
                            == MANY);
            assertThat(bed.sockets.stats().slowReadersClosed()).isZero();
        }
    }
}
