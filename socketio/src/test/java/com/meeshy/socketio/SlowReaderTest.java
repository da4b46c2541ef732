package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlowReaderTest {

    private static final String FILLING = "x".repeat(10_000);

    private static TestBed bed(SlowReaderPolicy policy) {
        SocketIoSettings settings = TestBed.settings();
        return new TestBed(settings.withConnectionLimits(
                settings.connectionLimits().withOutgoingBytes(200_000).withSlowReaders(policy)));
    }

    /// Fills what the sockets buffer, so that the next messages wait in our queue.
    private static void clog(TestBed bed, Connection connection) {
        long before = bed.server.stats().messagesSuperseded();
        for (int i = 0; i < 2000; i++) {
            connection.emitLatest("clog", "clog", FILLING);
        }
        await().until(() -> bed.server.stats().messagesSuperseded() > before);
    }

    @Test
    void theLatestPerKeyIsKeptForAReaderThatDoesNotKeepUp() throws Exception {
        try (TestBed bed = bed(SlowReaderPolicy.LATEST_PER_KEY);
                RawWebSocket slow = bed.connected();
                RawWebSocket good = bed.connected()) {
            bed.server.namespace("/").forEach(connection -> connection.join("a"));
            Connection clogged = bed.recorder.connection();
            clog(bed, clogged);
            for (int i = 0; i < 3000; i++) {
                bed.server.namespace("/").to("a").emitLatest("subject" + i % 3, "state", i % 3, i);
                if (i % 100 == 0) {
                    good.sendText("42[\"breathe\"]");
                }
            }
            // The good reader hears everything.
            int states = 0;
            while (states < 3000) {
                if (good.next().startsWith("42[\"state\"")) {
                    states++;
                }
            }
            // The slow one reads at last, and ends with the newest of each, in the order in which they were said.
            clogged.emit("end");
            List<String> heard = new ArrayList<>();
            for (String next = slow.next(); !next.equals("42[\"end\"]"); next = slow.next()) {
                if (!next.startsWith("42[\"clog\"")) {
                    heard.add(next);
                }
            }
            assertThat(heard)
                    .endsWith("42[\"state\",0,2997]", "42[\"state\",1,2998]", "42[\"state\",2,2999]")
                    .hasSizeLessThan(3000);
            assertThat(inOrderPerSubject(heard)).isTrue();
            assertThat(clogged.isOpen()).isTrue();
        }
    }

    private static boolean inOrderPerSubject(List<String> states) {
        Map<String, Integer> last = new LinkedHashMap<>();
        for (String state : states) {
            String[] parts = state.substring(0, state.length() - 1).split(",", -1);
            Integer before = last.put(parts[1], Integer.valueOf(parts[2]));
            if (before != null && before >= Integer.parseInt(parts[2])) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aReaderOverTheLimitIsClosedAndInvitedBack() throws Exception {
        try (TestBed bed = bed(SlowReaderPolicy.KEEP_EVERYTHING);
                RawWebSocket slow = bed.connected();
                RawWebSocket good = bed.connected()) {
            Connection connection = bed.recorder.connection();
            for (int i = 0; i < 2000; i++) {
                connection.emitLatest("k", "clog", FILLING);
            }
            assertThat(bed.recorder.next()).isEqualTo("admit");
            assertThat(bed.recorder.next()).isEqualTo("connected");
            assertThat(bed.recorder.next()).isEqualTo("admit");
            assertThat(bed.recorder.next()).isEqualTo("connected");
            assertThat(bed.recorder.next()).isEqualTo("disconnected SLOW_READER");
            assertThat(bed.server.stats().slowReadersClosed()).isEqualTo(1);
            assertThat(CloseReason.SLOW_READER.isGoodbye()).isFalse();
            String last = slow.next();
            while (last.startsWith("42")) {
                last = slow.next();
            }
            assertThat(last).isEqualTo("close:1013");
            good.sendText("42[\"unharmed\"]");
            assertThat(good.next()).isEqualTo("42[\"unharmed\"]");
        }
    }

    @Test
    void whoHasMuchToSayGoesOnWhenNothingWaits() throws Exception {
        try (TestBed bed = bed(SlowReaderPolicy.LATEST_PER_KEY);
                RawWebSocket slow = bed.connected();
                RawWebSocket other = bed.connected()) {
            Connection clogged = bed.recorder.connection();
            Connection good = bed.recorder.connection();
            good.emit("x");
            good.drained().toCompletableFuture().join();
            assertThat(other.next()).isEqualTo("42[\"x\"]");

            clog(bed, clogged);
            CompletableFuture<Void> drained = clogged.drained().toCompletableFuture();
            clogged.emit("end");
            assertThat(drained).isNotDone();
            String next = slow.next();
            while (!next.equals("42[\"end\"]")) {
                next = slow.next();
            }
            await().until(drained::isDone);

            clog(bed, clogged);
            CompletableFuture<Void> ended = clogged.drained().toCompletableFuture();
            assertThat(ended).isNotDone();
            clogged.close(CloseReason.SERVER_SHUTDOWN);
            await().until(ended::isDone);
            clogged.drained().toCompletableFuture().join();
        }
    }

    @Test
    void aReaderThatNeverReadsAgainIsCutOff() throws Exception {
        try (TestBed bed = bed(SlowReaderPolicy.KEEP_EVERYTHING);
                RawWebSocket slow = bed.connected()) {
            Connection connection = bed.recorder.connection();
            for (int i = 0; i < 2000; i++) {
                connection.emit("clog", FILLING);
            }
            await().until(() -> bed.netty.channels().isEmpty());
            assertThat(slow.socket().isConnected()).isTrue();
        }
    }

    @Test
    void aPollingClientThatDoesNotPollIsBoundedToo() throws Exception {
        try (TestBed bed = bed(SlowReaderPolicy.LATEST_PER_KEY);
                RawHttp http = bed.http()) {
            String session = TestBed.POLLING + "&sid=" + bed.pollingSession();
            http.post(session, "40");
            http.get(session);
            Connection connection = bed.recorder.connection();
            for (int i = 0; i < 100; i++) {
                connection.emitLatest("k", "state", i, FILLING);
            }
            await().until(() -> bed.server.stats().messagesSuperseded() == 99);
            assertThat(http.get(session).text()).startsWith("42[\"state\",99,");
            for (int i = 0; i < 30; i++) {
                connection.emit("state", FILLING);
            }
            assertThat(bed.recorder.next()).isEqualTo("admit");
            assertThat(bed.recorder.next()).isEqualTo("connected");
            assertThat(bed.recorder.next()).isEqualTo("disconnected SLOW_READER");
            assertThat(http.get(session).text()).isEqualTo("1");
        }
    }

    @Test
    void aBurstDoesNotCloseAReaderThatKeepsUp() throws Exception {
        try (TestBed bed = bed(SlowReaderPolicy.KEEP_EVERYTHING);
                RawWebSocket socket = bed.connected()) {
            Connection connection = bed.recorder.connection();
            connection.execute(() -> {
                for (int i = 0; i < 20; i++) {
                    connection.emit("burst", i, FILLING);
                }
            });
            for (int i = 0; i < 20; i++) {
                assertThat(socket.next()).startsWith("42[\"burst\"," + i + ",");
            }
        }
    }
}
