package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meeshy.socketio.Admission;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.Event;
import com.meeshy.socketio.engine.EngineListener;
import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Socket.IO side of one Engine.IO session: which namespaces the client is in or wants to enter. Confined to
/// the event loop of the session, but for `engine`.
final class SocketSession implements EngineListener {

    private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);

    /// How long a client that was refused everywhere may stay to hear so and perhaps try again.
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    private final SocketLayer layer;
    private final EngineSession engine;
    private List<SocketConnection> connections = List.of();
    private @Nullable List<Candidate> candidates;
    private @Nullable BinaryAssembly assembly;
    private boolean triedBefore;
    private boolean closed;

    SocketSession(SocketLayer layer, EngineSession engine) {
        this.layer = layer;
        this.engine = engine;
    }

    EngineSession engine() {
        return engine;
    }

    int openAckLimit() {
        return layer.settings().connectionLimits().openAcks();
    }

    /// EIO 3 clients are in the default namespace without asking.
    @Override
    public void opened() {
        if (engine.protocol() == 3) {
            knock("/", "", MissingNode.getInstance());
        }
    }

    // ---- what comes in ----

    @Override
    public void text(byte[] packet, int offset) throws ProtocolViolation {
        SocketPacket decoded = SocketPacketDecoder.decode(packet, offset);
        if (assembly != null) {
            throw new ProtocolViolation("text where an attachment was announced");
        }
        if (decoded.attachments() > layer.settings().connectionLimits().attachments()) {
            throw new ProtocolViolation("too many attachments", CloseReason.LIMIT_EXCEEDED);
        }
        if (decoded.attachments() > 0) {
            assembly = new BinaryAssembly(decoded);
        } else {
            packet(decoded);
        }
    }

    @Override
    public void binary(byte[] data) throws ProtocolViolation {
        BinaryAssembly waiting = assembly;
        if (waiting == null) {
            throw new ProtocolViolation("attachment that was not announced");
        }
        if (waiting.add(data)) {
            assembly = null;
            packet(waiting.complete());
        }
    }

    private void packet(SocketPacket packet) throws ProtocolViolation {
        if (packet.type() == PacketType.CONNECT) {
            connect(packet);
            return;
        }
        SocketConnection connection = find(packet.namespace());
        if (connection != null) {
            serve(connection, packet);
            return;
        }
        Candidate candidate = findCandidate(packet.namespace());
        if (candidate == null || !candidate.hold(packet)) {
            throw new ProtocolViolation("packet for a namespace it is not in");
        }
    }

    private void serve(SocketConnection connection, SocketPacket packet) {
        switch (packet.type()) {
            case DISCONNECT -> leave(connection, CloseReason.CLIENT_DISCONNECT);
            case EVENT, BINARY_EVENT -> event(connection, packet);
            case ACK, BINARY_ACK -> connection.acknowledged(packet.id(), list(packet.data(), 0));
            case CONNECT, CONNECT_ERROR -> throw new IllegalStateException("decoded or handled before");
        }
    }

    private void event(SocketConnection connection, SocketPacket packet) {
        ReplyAck ack = packet.id() == SocketPacket.NO_ID ? null : new ReplyAck(connection, packet.id());
        Event event = new Event(packet.data().get(0).asText(), list(packet.data(), 1), ack);
        calling("event", () -> connection.handler().event(connection, event));
    }

    private static List<JsonNode> list(JsonNode array, int from) {
        List<JsonNode> all = new ArrayList<>(Math.max(0, array.size() - from));
        for (int i = from; i < array.size(); i++) {
            all.add(array.get(i));
        }
        return all;
    }

    // ---- entering ----

    private void connect(SocketPacket packet) throws ProtocolViolation {
        boolean implicit = engine.protocol() == 3 && packet.namespace().equals("/");
        if (implicit) {
            return;
        }
        if (find(packet.namespace()) != null || findCandidate(packet.namespace()) != null) {
            throw new ProtocolViolation("connected twice");
        }
        if (triedBefore && !engine.mayTryAgain()) {
            throw new ProtocolViolation("too many handshakes", CloseReason.LIMIT_EXCEEDED);
        }
        triedBefore = true;
        knock(packet.namespace(), packet.query(), packet.data());
    }

    private void knock(String name, String query, JsonNode auth) {
        SocketNamespace namespace = layer.existing(name);
        if (namespace == null) {
            engine.send(SocketPacketEncoder.packet(
                    PacketType.CONNECT_ERROR,
                    name,
                    engine.protocol() == 3 ? "Invalid namespace" : Map.of("message", "Invalid namespace")));
            return;
        }
        ClientHandshake handshake = new ClientHandshake(engine.opening(), query, auth);
        SocketConnection connection =
                new SocketConnection(this, namespace, handshake, engine.loop().newId());
        Candidate candidate = new Candidate(connection);
        List<Candidate> all = candidates == null ? new ArrayList<>(1) : candidates;
        candidates = all;
        all.add(candidate);
        try {
            connection
                    .handler()
                    .admit(handshake)
                    .whenComplete((admission, failure) ->
                            engine.loop().run(() -> decided(candidate, failure == null ? admission : failed(failure))));
        } catch (RuntimeException e) {
            decided(candidate, failed(e));
        }
    }

    private static Admission failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.error("admission failed, client refused", cause);
        return Admission.refused("internal error");
    }

    private void decided(Candidate candidate, Admission admission) {
        if (closed || candidates == null || !candidates.remove(candidate)) {
            return;
        }
        if (candidates.isEmpty()) {
            candidates = null;
        }
        SocketConnection connection = candidate.connection();
        switch (admission) {
            case Admission.Accepted(Object attachment) -> {
                enter(connection, attachment);
                serveHeld(candidate);
            }
            case Admission.Refused(String message, JsonNode data) -> refuse(connection, message, data);
        }
    }

    private void enter(SocketConnection connection, @Nullable Object attachment) {
        List<SocketConnection> more = new ArrayList<>(connections.size() + 1);
        more.addAll(connections);
        more.add(connection);
        connections = List.copyOf(more);
        engine.entered();
        engine.send(SocketPacketEncoder.packet(
                PacketType.CONNECT,
                connection.namespace().name(),
                engine.protocol() == 3 ? null : Map.of("sid", connection.id())));
        connection.admitted(attachment);
        calling("connected", () -> connection.handler().connected(connection));
    }

    private void serveHeld(Candidate candidate) {
        for (SocketPacket packet : candidate.held()) {
            if (candidate.connection().isOpen()) {
                serve(candidate.connection(), packet);
            }
        }
    }

    private void refuse(SocketConnection connection, String message, @Nullable JsonNode data) {
        Object payload;
        if (engine.protocol() == 3) {
            payload = data == null ? message : data;
        } else {
            payload = data == null ? Map.of("message", message) : new Refusal(message, data);
        }
        engine.send(SocketPacketEncoder.packet(
                PacketType.CONNECT_ERROR, connection.namespace().name(), payload));
        if (connections.isEmpty() && candidates == null) {
            engine.outside(AFTER_REFUSAL);
        }
    }

    private record Refusal(String message, JsonNode data) {}

    // ---- leaving ----

    /// The application disconnects a client from its namespace, and altogether when it is in no other.
    void disconnect(SocketConnection connection) {
        if (!connection.isOpen()) {
            return;
        }
        engine.send(SocketPacketEncoder.packet(
                PacketType.DISCONNECT, connection.namespace().name(), null));
        if (connections.size() == 1 && candidates == null) {
            engine.close(CloseReason.SERVER_DISCONNECT);
        } else {
            leave(connection, CloseReason.SERVER_DISCONNECT);
        }
    }

    private void leave(SocketConnection connection, CloseReason reason) {
        connections = connections.stream().filter(other -> other != connection).toList();
        end(connection, reason);
        if (connections.isEmpty() && candidates == null) {
            engine.outside(layer.settings().timing().connectTimeout());
        }
    }

    @Override
    public void closed(CloseReason reason) {
        closed = true;
        candidates = null;
        assembly = null;
        List<SocketConnection> all = connections;
        connections = List.of();
        all.forEach(connection -> end(connection, reason));
    }

    private static void end(SocketConnection connection, CloseReason reason) {
        connection.ended();
        calling("disconnected", () -> connection.handler().disconnected(connection, reason));
    }

    // ---- details ----

    private @Nullable SocketConnection find(String namespace) {
        for (SocketConnection connection : connections) {
            if (connection.namespace().name().equals(namespace)) {
                return connection;
            }
        }
        return null;
    }

    private @Nullable Candidate findCandidate(String namespace) {
        if (candidates != null) {
            for (Candidate candidate : candidates) {
                if (candidate.connection().namespace().name().equals(namespace)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    static void calling(String what, Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException e) {
            LOG.error("namespace handler failed in {}", what, e);
        }
    }
}
