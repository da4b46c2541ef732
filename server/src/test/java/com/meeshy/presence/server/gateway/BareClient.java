package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/// A Socket.IO client as small as it can be, which reads only as long as it is told to.
@NullUnmarked
final class BareClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reading = true;

    BareClient(SocketBed bed, int person) {
        token = bed.token(person);
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + bed.port() + "/socket.io/?EIO=4&transport=websocket"), this)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            if (text.startsWith("42")) {
                heard.add(json(text.substring(2)));
            } else if (text.startsWith("0")) {
                from.sendText("40{\"token\":\"" + token + "\"}", true);
            }
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    void pause() {
        reading = false;
    }

    void read() {
        reading = true;
        socket.request(1);
    }

    void emit(String event, Object argument) {
        socket.sendText("42" + JSON.valueToTree(List.of(event, argument)), true).join();
    }

    /// The payloads of this event, as far as heard.
    List<JsonNode> all(String event) {
        return heard.stream()
                .filter(each -> each.path(0).asText().equals(event))
                .map(each -> each.path(1))
                .toList();
    }

    List<JsonNode> statusesOf(int person) {
        return all(ServerEvent.USER_STATUS).stream()
                .filter(each -> each.path("userId")
                        .asText()
                        .equals(SocketBed.person(person).text()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
