package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.AckMissingException;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The acknowledgements that one client owes. Made when the first is asked for; confined to the event loop.
final class OpenAcks {

    private record Waiting(CompletableFuture<List<JsonNode>> answer, Future<?> timeout) {}

    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long next;

    int size() {
        return waiting.size();
    }

    /// Starts to wait; returns the id to send.
    long open(EventLoop loop, Duration timeout, CompletableFuture<List<JsonNode>> answer) {
        long id = next++;
        Future<?> timer = loop.schedule(() -> expire(id), timeout.toNanos(), TimeUnit.NANOSECONDS);
        waiting.put(id, new Waiting(answer, timer));
        return id;
    }

    private void expire(long id) {
        Waiting late = waiting.remove(id);
        if (late != null) {
            late.answer().completeExceptionally(new AckMissingException("no acknowledgement in time"));
        }
    }

    boolean awaits(long id) {
        return waiting.containsKey(id);
    }

    /// The client has answered. Answers nobody waits for are dropped.
    void answered(long id, List<JsonNode> arguments) {
        Waiting known = waiting.remove(id);
        if (known != null) {
            known.timeout().cancel(false);
            known.answer().complete(arguments);
        }
    }

    /// The client is gone.
    void abandon() {
        List<Waiting> all = new ArrayList<>(waiting.values());
        waiting.clear();
        for (Waiting lost : all) {
            lost.timeout().cancel(false);
            lost.answer().completeExceptionally(new AckMissingException("the connection has ended"));
        }
    }
}
