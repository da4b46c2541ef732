package com.meeshy.presence.server.gateway;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/// A client that keeps what it hears, and reads only as long as it is told to.
@NullUnmarked
public final class BareClient implements ClientListener, AutoCloseable {
    private static final EventLoopGroup LOOPS = ClientLoops.of(1);

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private final Map<String, String> credential;
    private final SocketIoClient client;
    private volatile boolean disconnected;
    private volatile boolean closed;
    private volatile boolean knocked;

    BareClient(SocketBed bed, int person) {
        this(bed.port(), Map.of("token", bed.token(person)));
    }

    /// @param credential what goes into the Socket.IO handshake
    public BareClient(int port, Map<String, String> credential) {
        this.credential = credential;
        client = SocketIoClient.open(ClientSettings.toPort(port).withoutHeartbeat(), LOOPS, this);
    }

    @Override
    public Object auth() {
        return credential;
    }

    @Override
    public void connected(SocketIoClient from) {
        knocked = true;
    }

    @Override
    public void event(SocketIoClient from, IncomingPacket event) {
        heard.add(event.json());
    }

    /// Leaves it to the server to close.
    @Override
    public void disconnected(SocketIoClient from) {
        disconnected = true;
    }

    @Override
    public void closed(SocketIoClient from, String why) {
        closed = true;
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
        client.read(false);
    }

    /// Whether it is in the namespace.
    boolean hasKnocked() {
        return knocked;
    }

    void pause() {
        client.read(false);
    }

    void read() {
        client.read(true);
    }

    private SocketIoClient inside() {
        await().until(() -> knocked);
        return client;
    }

    public void emit(String event, Object argument) {
        inside().emit(event, argument);
    }

    /// As [#emit], wanting an answer.
    public void ask(String event, Object argument) {
        inside().ask(event, argument).thenAccept(answers::add);
    }

    /// The answers to [#ask], as far as heard.
    public List<JsonNode> answers() {
        return answers;
    }

    /// Says goodbye and closes.
    public void leave() {
        inside().close();
    }

    /// An Engine.IO packet.
    void say(String packet) {
        inside().send(packet);
    }

    /// Closes with a frame of this code, without a goodbye.
    void close(int code) {
        inside().close(code);
    }

    /// The line ends without a word.
    public void drop() {
        client.cut();
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

    @Override
    public void close() {
        client.cut();
    }
}
