package com.meeshy.presence.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.port.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A caller never waits without end, whatever happens behind the queue.
@Timeout(20)
class SqliteQueueTest {
    private static final Duration LONG = Duration.ofSeconds(15);

    @Test
    void whoeverGetsNoAnswerInTimeIsToldSo() {
        SqliteQueue queue = new SqliteQueue("the file", 1, Duration.ofMillis(20));

        assertThatThrownBy(() -> queue.ask(_ -> 1))
                .isInstanceOf(StoreException.class)
                .hasMessage("the file: no answer within 20 ms");
    }

    @Test
    void whoeverFindsNoPlaceInTimeIsToldSo() {
        SqliteQueue queue = new SqliteQueue("the file", 1, Duration.ofMillis(20));
        assertThatThrownBy(() -> queue.ask(_ -> 1)).hasMessageContaining("no answer");

        assertThatThrownBy(() -> queue.ask(_ -> 2))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("too many calls are waiting");
    }

    @Test
    void aCallerWhoIsInterruptedIsToldSoAndStaysInterrupted() throws Exception {
        SqliteQueue queue = new SqliteQueue("the file", 1, LONG);
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();

        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                queue.ask(_ -> 1);
            } catch (StoreException e) {
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        await().until(() -> queue.waiting() == 1);
        caller.interrupt();

        assertThat(stillInterrupted.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aClosedQueueGivesOutWhatItAcceptedAndThenNothing() throws Exception {
        SqliteQueue queue = new SqliteQueue("the file", 10, LONG);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> accepted = callers.submit(() -> queue.ask(_ -> 1));
            await().until(() -> queue.waiting() == 1);
            queue.close();

            assertThatThrownBy(() -> queue.ask(_ -> 2)).hasMessageContaining("the store is closed");
            queue.take(10).forEach(task -> task.fail(new IllegalStateException("taken")));
            assertThatThrownBy(() -> accepted.get(5, TimeUnit.SECONDS)).hasRootCauseMessage("taken");
            assertThat(queue.take(10)).isEmpty();
        }
    }
}
