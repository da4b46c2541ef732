package com.meeshy.presence.server.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.live.line.Session;
import com.meeshy.socketio.Connection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SPEC §3.10 from the tracker to the wire: the latest state per viewer and subject, several events in one write.
@NullUnmarked
class StormTest {
    private static final int CROWD = 300;

    @Test
    void a_burst_reaches_a_viewer_in_a_few_writes(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 1 + CROWD, UnaryOperator.identity());
                BareClient viewer = new BareClient(bed, 0)) {
            await().until(() -> !viewer.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            Writes writes = new Writes();
            requireNonNull(bed.channels.peek()).pipeline().addFirst(writes);

            CountDownLatch told = new CountDownLatch(1);
            busyUntil(told, connection(bed));
            for (int i = 1; i <= CROWD; i++) {
                bed.comes(i);
            }
            told.countDown();

            await().until(() -> onlineFor(viewer) == CROWD);
            assertThat(writes.count).hasPositiveValue().hasValueLessThan(CROWD / 20);
        }
    }

    @Test
    void a_viewer_who_reads_slowly_ends_with_the_latest_of_each_and_skips_what_is_older(@TempDir Path folder)
            throws Exception {
        try (SocketBed bed = new SocketBed(folder, 4, UnaryOperator.identity());
                BareClient viewer = new BareClient(bed, 0)) {
            await().until(() -> !viewer.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            viewer.pause();
            int edges = 0;
            while (bed.sockets.stats().messagesSuperseded() < 100) {
                bed.comes(1 + edges % 3);
                bed.goes(1 + edges % 3);
                edges += 2;
                assertThat(edges).as("a client that does not read").isLessThan(200_000);
            }
            bed.comes(1);
            bed.comes(2);
            viewer.read();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(isOnline(viewer, 1)).isTrue();
                assertThat(isOnline(viewer, 2)).isTrue();
                assertThat(isOnline(viewer, 3)).isFalse();
            });
            assertThat(connection(bed).isOpen()).isTrue();
            assertThat(viewer.all(ServerEvent.USER_STATUS)).hasSizeLessThan(edges);
            for (int person = 1; person <= 3; person++) {
                assertThat(viewer.statusesOf(person))
                        .extracting(each -> each.path("version").asLong())
                        .isSorted()
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static Connection connection(SocketBed bed) {
        Session session = bed.sessions.of(SocketBed.person(0)).iterator().next();
        return ((SocketLine) session.line()).connection();
    }

    private static void busyUntil(CountDownLatch latch, Connection connection) {
        connection.execute(() -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static long onlineFor(BareClient viewer) {
        return viewer.all(ServerEvent.USER_STATUS).stream()
                .filter(each ->
                        !each.path("userId").asText().equals(SocketBed.person(0).text()))
                .filter(each -> each.path("isOnline").booleanValue())
                .count();
    }

    private static boolean isOnline(BareClient viewer, int person) {
        List<JsonNode> statuses = viewer.statusesOf(person);
        return !statuses.isEmpty() && statuses.getLast().path("isOnline").booleanValue();
    }

    /// Counts what goes to the wire as one.
    private static final class Writes extends ChannelOutboundHandlerAdapter {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void flush(ChannelHandlerContext ctx) {
            count.incrementAndGet();
            ctx.flush();
        }
    }
}
