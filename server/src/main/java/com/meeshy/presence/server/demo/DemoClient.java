package com.meeshy.presence.server.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A person's connection: just enough of a Socket.IO client (Engine.IO 4 over WebSocket) to be there, type and write.
final class DemoClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;

    private final WebSocket socket;

    private DemoClient(WebSocket socket) {
        this.socket = socket;
    }

    /// Connects and signs in; returns when the gateway has let the person in.
    ///
    /// @throws TimeoutException when the gateway does not answer
    static DemoClient connect(HttpClient http, int port, String token) throws InterruptedException, TimeoutException {
        Frames frames = new Frames(token);
        WebSocket socket = await(http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"), frames));
        await(frames.connected);
        return new DemoClient(socket);
    }

    void emit(String event, Map<String, ?> payload) throws InterruptedException, TimeoutException {
        await(socket.sendText("42" + json(List.of(event, payload)), true));
    }

    /// Leaves as a browser does whose tab is closed.
    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException, TimeoutException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("demo connection failed: " + e.getCause(), e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Answers pings and waits for the namespace to let the person in; everything else is not listened to.
    private static final class Frames implements WebSocket.Listener {
        private final String token;
        private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();

        Frames(String token) {
            this.token = token;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String packet = partial.toString();
                partial.setLength(0);
                hear(socket, packet);
            }
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            connected.completeExceptionally(error);
        }

        private void hear(WebSocket socket, String packet) {
            if (packet.startsWith("0")) {
                socket.sendText("40" + json(Map.of("token", token)), true);
            } else if (packet.equals("2")) {
                socket.sendText("3", true);
            } else if (packet.startsWith("40")) {
                connected.complete(true);
            }
        }
    }
}
