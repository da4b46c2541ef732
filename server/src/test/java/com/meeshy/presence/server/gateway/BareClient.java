package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/// A Socket.IO client as small as it can be, which reads only as long as it is told to.
@NullUnmarked
public final class BareClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String credential;
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean reading = true;
    private volatile boolean mute;
    private volatile boolean disconnected;
    private volatile boolean closed;
    private volatile boolean knocked;

    BareClient(SocketBed bed, int person) {
        this(bed.port(), Map.of("token", bed.token(person)));
    }

    /// @param credential what goes into the Socket.IO handshake
    public BareClient(int port, Map<String, String> credential) {
        this.credential = JSON.valueToTree(credential).toString();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"), this)
                .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            if (text.startsWith("43")) {
                answers.add(json(text.substring(text.indexOf('['))).path(0));
            } else if (text.startsWith("42")) {
                heard.add(json(text.substring(2)));
            } else if (text.equals("41")) {
                disconnected = true;
            } else if (text.equals("2") && !mute) {
                from.sendText("3", true);
            } else if (text.startsWith("40")) {
                knocked = true;
            } else if (text.startsWith("0")) {
                from.sendText("40" + credential, true);
            }
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed = true;
        return null;
    }

    /// Whether the server has said goodbye, after which official clients do not come back.
    boolean isDisconnected() {
        return disconnected;
    }

    boolean isClosed() {
        return closed;
    }

    /// From now on it gives no sign of life.
    void fallSilent() {
        mute = true;
    }

    /// Whether it is in the namespace.
    boolean hasKnocked() {
        return knocked;
    }

    void pause() {
        reading = false;
    }

    void read() {
        reading = true;
        socket.request(1);
    }

    public void emit(String event, Object argument) {
        socket.sendText("42" + JSON.valueToTree(List.of(event, argument)), true).join();
    }

    /// As [#emit], wanting an answer.
    public void ask(String event, Object argument) {
        socket.sendText("421" + JSON.valueToTree(List.of(event, argument)), true)
                .join();
    }

    /// The answers to [#ask], as far as heard.
    public List<JsonNode> answers() {
        return answers;
    }

    /// Says goodbye and closes.
    public void leave() {
        socket.sendText("41", true).join();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /// An Engine.IO packet.
    void say(String packet) {
        socket.sendText(packet, true).join();
    }

    /// Closes with a frame of this code, without a goodbye.
    void close(int code) {
        socket.sendClose(code, "").join();
    }

    /// The line ends without a word.
    public void drop() {
        socket.abort();
    }

    /// The payloads of this event, as far as heard.
    public List<JsonNode> all(String event) {
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
