package com.meeshy.presence.server.socketclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The incoming side of a connection: reads packets, answers pings, hands on events and acknowledgements.
final class Frames implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String prefix;
    private final String auth;
    private final EventClient.Listener listener;
    /// Completed when the server lets this client in, or fails.
    final CompletableFuture<Boolean> entered = new CompletableFuture<>();

    /// What waits for an acknowledgement, by its number.
    final Map<Long, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final StringBuilder partial = new StringBuilder();

    Frames(String prefix, String auth, EventClient.Listener listener) {
        this.prefix = prefix;
        this.auth = auth;
        this.listener = listener;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String packet = partial.toString();
            partial.setLength(0);
            try {
                hear(socket, packet);
            } catch (JsonProcessingException e) {
                ended(e);
                socket.abort();
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        ended(new IOException("the server closed the connection"));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended(error);
    }

    private void hear(WebSocket socket, String packet) throws JsonProcessingException {
        if (packet.startsWith("0")) {
            socket.sendText("40" + prefix + auth, true);
        } else if (packet.equals("2")) {
            socket.sendText("3", true);
        } else if (packet.startsWith("40" + prefix)) {
            entered.complete(true);
        } else if (packet.startsWith("44" + prefix)) {
            JsonNode refusal = JSON.readTree(packet.substring(2 + prefix.length()));
            entered.completeExceptionally(new ConnectRefused(
                    refusal.path("message").asText("refused"),
                    refusal.path("data").path("code").asText("")));
        } else if (packet.startsWith("41" + prefix)) {
            ended(new IOException("the server ended the session"));
        } else if (packet.startsWith("42" + prefix)) {
            JsonNode event = JSON.readTree(packet.substring(2 + prefix.length()));
            listener.event(event.path(0).asText(), event.path(1));
        } else if (packet.startsWith("43" + prefix)) {
            acknowledged(packet.substring(2 + prefix.length()));
        }
    }

    private void acknowledged(String text) throws JsonProcessingException {
        int begin = text.indexOf('[');
        CompletableFuture<JsonNode> answer = begin < 1 ? null : asked.remove(Long.parseLong(text.substring(0, begin)));
        if (answer != null) {
            answer.complete(JSON.readTree(text.substring(begin)).path(0));
        }
    }

    private void ended(Throwable reason) {
        entered.completeExceptionally(reason);
        if (over.compareAndSet(false, true)) {
            asked.values().forEach(answer -> answer.completeExceptionally(reason));
            listener.closed();
        }
    }
}
