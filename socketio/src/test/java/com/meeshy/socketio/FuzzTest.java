package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Throws malformed requests, frames, packets and payloads at a live server that serves good clients at the same
/// time. Repeat a run with `-Dseed=`.
class FuzzTest {

    private static final int ATTACKERS = 3;

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final AtomicLong thrown = new AtomicLong();

    @Test
    @Timeout(120)
    void malformedInputHurtsNobody() throws Exception {
        fuzz(1_000_000, Duration.ofSeconds(8));
    }

    @Test
    @Tag("long")
    @Timeout(3600)
    void aMillionMalformedInputsHurtNobody() throws Exception {
        fuzz(1_000_000, Duration.ofMinutes(50));
        assertThat(thrown.get()).isGreaterThanOrEqualTo(1_000_000);
    }

    private void fuzz(long count, Duration atMost) throws Exception {
        SocketIoSettings settings = TestBed.settings()
                .withConnectTimeout(Duration.ofSeconds(1))
                .withPingInterval(Duration.ofSeconds(1))
                .withPingTimeout(Duration.ofSeconds(5));
        AtomicBoolean over = new AtomicBoolean();
        try (TestBed bed = new TestBed(settings);
                ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
                ExecutorService good = Executors.newCachedThreadPool()) {
            bed.server.namespace("/").handler(new Echo());
            bed.server.namespace("/custom").handler(new Echo());
            List<Future<Long>> unharmed =
                    List.of(good.submit(() -> goodWebSocket(bed, over)), good.submit(() -> goodPolling(bed, over)));
            long before;
            long after;
            try {
                attack(bed, attackers, 2000 * ATTACKERS, atMost);
                before = settledHeap(bed);
                attack(bed, attackers, count, atMost);
                after = settledHeap(bed);
            } finally {
                over.set(true);
            }
            for (Future<Long> client : unharmed) {
                assertThat(client.get(20, TimeUnit.SECONDS))
                        .as("echoes of a good client, seed %s", seed)
                        .isPositive();
            }
            assertThat(after - before)
                    .as("heap bytes kept after %s inputs, seed %s", thrown, seed)
                    .isLessThan(2_000_000);
            assertThat(LeakWatch.problems()).as("seed %s", seed).isEmpty();
            System.out.println("fuzz: seed " + seed + ", inputs " + thrown + ", heap " + before + " -> " + after);
        }
    }

    private void attack(TestBed bed, ExecutorService attackers, long count, Duration atMost) throws Exception {
        thrown.set(0);
        long end = System.nanoTime() + atMost.toNanos();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < ATTACKERS; i++) {
            Malice malice = new Malice(seed + i + count);
            running.add(attackers.submit(() -> {
                while (thrown.get() < count && System.nanoTime() < end) {
                    strike(bed, malice);
                }
                return null;
            }));
        }
        for (Future<?> attacker : running) {
            attacker.get();
        }
    }

    /// One TCP connection's worth of malice. Whatever the server does with it, short of not answering, is right.
    private void strike(TestBed bed, Malice malice) throws IOException {
        try (RawHttp http = malice.oneIn(2) ? bed.opened() : bed.http()) {
            http.socket().setSoLinger(true, 0);
            if (http instanceof RawWebSocket) {
                if (malice.oneIn(2)) {
                    http.send(RawWebSocket.frame(0x81, new byte[] {'4', '0'}));
                }
                for (int i = malice.below(30); i >= 0; i--) {
                    http.send(malice.frame());
                    thrown.incrementAndGet();
                }
            } else {
                String sid = TestBed.sid(http.get(TestBed.POLLING).text().substring(1));
                for (int i = malice.below(10); i >= 0; i--) {
                    if (malice.oneIn(2)) {
                        http.sendRequest("POST", TestBed.POLLING + "&sid=" + sid, malice.body());
                    } else {
                        http.send(malice.request(sid));
                    }
                    thrown.incrementAndGet();
                }
            }
        } catch (IOException expected) {
            thrown.incrementAndGet(); // the server has closed on us, as it should
        }
    }

    private static long goodWebSocket(TestBed bed, AtomicBoolean over) throws IOException {
        long echoes = 0;
        try (RawWebSocket socket = bed.connected()) {
            while (!over.get()) {
                String event = "42[\"good\"," + echoes++ + "]";
                socket.sendText(event);
                String heard = socket.nextOrPing();
                if (heard.equals("2")) {
                    socket.sendText("3");
                    heard = socket.nextOrPing();
                }
                assertThat(heard).isEqualTo(event);
                pause();
            }
            socket.sendText("41");
        }
        return echoes;
    }

    private static long goodPolling(TestBed bed, AtomicBoolean over) throws IOException {
        long echoes = 0;
        String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
        try (RawHttp http = bed.http()) {
            http.post(session, "40");
            http.get(session);
            while (!over.get()) {
                String event = "42[\"good\"," + echoes++ + "]";
                assertThat(http.post(session, event).text()).isEqualTo("ok");
                List<String> heard = new ArrayList<>();
                while (!heard.contains(event)) {
                    heard.addAll(List.of(http.get(session).text().split("\u001e", -1)));
                }
                if (heard.remove("2")) {
                    assertThat(http.post(session, "3").text()).isEqualTo("ok");
                }
                assertThat(heard).containsExactly(event);
                pause();
            }
            http.post(session, "41\u001e1");
        }
        return echoes;
    }

    /// Answers everything and keeps nothing.
    private static final class Echo implements NamespaceHandler {
        @Override
        public void event(Connection connection, Event event) {
            Object[] arguments = event.arguments().toArray();
            Ack ack = event.ack();
            if (ack == null) {
                connection.emit(event.name(), arguments);
            } else {
                ack.send(arguments);
            }
        }
    }

    /// Under the packet rate that the server allows.
    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }

    /// Live heap when nobody but the two good clients is left.
    private long settledHeap(TestBed bed) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> bed.server.stats().sessions() == 2);
        await().atMost(Duration.ofSeconds(20))
                .conditionEvaluationListener(condition -> {
                    if (condition.getRemainingTimeInMS() < 500) {
                        System.out.println(LiveObjects.ours());
                    }
                })
                .until(() -> LiveObjects.count("com.meeshy.socketio.engine.EngineSession") == 2);
        return LiveObjects.heapBytes();
    }
}
