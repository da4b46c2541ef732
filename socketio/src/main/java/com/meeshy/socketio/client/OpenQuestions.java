package com.meeshy.socketio.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Events that wait for their acknowledgement, by number. Event loop.
final class OpenQuestions {
    private record Waiting(CompletableFuture<JsonNode> answer, ScheduledFuture<?> timer) {}

    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long last;

    /// @return the number under which it is asked
    long ask(CompletableFuture<JsonNode> answer, EventLoop loop, Duration patience) {
        long id = ++last;
        ScheduledFuture<?> timer = loop.schedule(
                () -> {
                    waiting.remove(id);
                    answer.completeExceptionally(new TimeoutException("no answer within " + patience));
                },
                patience.toNanos(),
                TimeUnit.NANOSECONDS);
        waiting.put(id, new Waiting(answer, timer));
        return id;
    }

    /// @param first the first argument; missing when there was none
    void answered(long id, JsonNode first) {
        Waiting asked = waiting.remove(id);
        if (asked != null) {
            asked.timer().cancel(false);
            asked.answer().complete(first);
        }
    }

    void fail(String why) {
        waiting.values().forEach(each -> {
            each.timer().cancel(false);
            each.answer().completeExceptionally(new IOException(why));
        });
        waiting.clear();
    }
}
