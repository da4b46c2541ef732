package com.meeshy.presence.server.socketclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// A Socket.IO connection from the client's side: Engine.IO 4 over WebSocket, one namespace, JSON events with
/// and without acknowledgement. Does not reconnect. Safe from any thread; listeners are called on one thread at
/// a time.
public final class EventClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String namespace;
    private final WebSocket socket;
    private final Frames frames;
    private final AtomicLong lastAck = new AtomicLong();
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private EventClient(String namespace, WebSocket socket, Frames frames) {
        this.namespace = namespace;
        this.socket = socket;
        this.frames = frames;
    }

    /// What the server sends.
    public interface Listener {
        /// @param payload the first argument; missing when there was none
        void event(String name, JsonNode payload);

        /// The connection is over, whoever ended it. Called once.
        void closed();
    }

    /// Connects and enters the namespace; returns when the server has let this client in.
    ///
    /// @param address of the server, such as `http://localhost:8000`
    /// @param namespace with its leading slash
    /// @param auth the payload of the handshake
    /// @throws ConnectRefused when the server does not want this client
    /// @throws IOException when nobody answers, or what answers does not speak Socket.IO
    public static EventClient connect(
            HttpClient http, URI address, String namespace, Map<String, ?> auth, Listener listener)
            throws InterruptedException, IOException, ConnectRefused {
        String prefix = namespace.equals("/") ? "" : namespace + ",";
        Frames frames = new Frames(prefix, json(auth), listener);
        String scheme = "https".equals(address.getScheme()) ? "wss" : "ws";
        URI target = URI.create(scheme + "://" + address.getRawAuthority() + "/socket.io/?EIO=4&transport=websocket");
        WebSocket socket =
                await(http.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(target, frames));
        try {
            await(frames.entered);
        } catch (IOException e) {
            socket.abort();
            if (e.getCause() instanceof ConnectRefused refused) {
                throw refused;
            }
            throw e;
        }
        return new EventClient(prefix, socket, frames);
    }

    /// Sends an event. After the connection has ended it does nothing.
    public void emit(String event, Object payload) {
        send("42" + namespace + json(List.of(event, payload)));
    }

    /// Sends an event that the server acknowledges.
    ///
    /// @return the first argument of the acknowledgement; fails when none comes in time
    public CompletableFuture<JsonNode> ask(String event, Object payload) {
        long id = lastAck.incrementAndGet();
        CompletableFuture<JsonNode> answer =
                new CompletableFuture<JsonNode>().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        frames.asked.put(id, answer);
        send("42" + namespace + id + json(List.of(event, payload)));
        return answer;
    }

    /// Says goodbye and leaves.
    @Override
    public void close() {
        send("41" + namespace);
        synchronized (this) {
            sent = sent.handle((done, failure) ->
                    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
    }

    /// Ends the connection without a goodbye.
    public void abort() {
        socket.abort();
    }

    /// The socket takes one text at a time.
    private synchronized void send(String packet) {
        sent = sent.handle((done, failure) -> null).thenCompose(any -> socket.sendText(packet, true));
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException, IOException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("no connection: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
