package com.meeshy.socketio.socket;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings.StrangerLimits;
import com.meeshy.socketio.Standing;
import com.meeshy.socketio.engine.EngineListener;
import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Socket.IO side of one Engine.IO session: which namespaces the client is in or wants to enter. Confined to
/// the event loop of the session, but for `engine`.
final class SocketSession implements EngineListener {

    private final SocketLayer layer;
    private final EngineSession engine;

    /// Those let in, and those about whom it is being decided.
    private List<SocketConnection> connections = List.of();

    private @Nullable BinaryAssembly assembly;
    private @Nullable HeldEvents held;
    private boolean triedBefore;

    SocketSession(SocketLayer layer, EngineSession engine) {
        this.layer = layer;
        this.engine = engine;
    }

    EngineSession engine() {
        return engine;
    }

    SocketLayer layer() {
        return layer;
    }

    /// EIO 3 clients are in the default namespace without asking.
    @Override
    public void opened() {
        if (engine.protocol() == 3) {
            Admitting.begin(this, "/", ClientHandshake.implied(engine.opening()));
        }
    }

    // ---- what comes in ----

    @Override
    public void text(byte[] packet, int offset) throws ProtocolViolation {
        SocketPacket decoded = SocketPacketDecoder.decode(packet, offset);
        if (assembly != null) {
            throw new ProtocolViolation("text where an attachment was announced");
        }
        if (decoded.type().binary()) {
            SocketConnection connection = find(decoded.namespace());
            if (connection == null || !connection.isOpen()) {
                throw new ProtocolViolation("binary for a namespace it is not in");
            }
            if (decoded.attachments() > layer.settings().connectionLimits().attachments()) {
                throw new ProtocolViolation("too many attachments", SocketIoLimit.ATTACHMENTS);
            }
        }
        if (decoded.attachments() > 0) {
            assembly = new BinaryAssembly(engine, decoded);
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
        if (!waiting.add(data)) {
            return;
        }
        assembly = null;
        waiting.release();
        SocketPacket packet = waiting.packet();
        SocketConnection connection = find(packet.namespace());
        if (!waiting.isRefused()) {
            packet(packet);
        } else if (connection != null && packet.type() == PacketType.BINARY_EVENT) {
            refuse(connection, new ReceivedEvent(connection, packet), SocketIoLimit.UNFINISHED_TOGETHER);
        }
    }

    private void packet(SocketPacket packet) throws ProtocolViolation {
        if (packet.type() == PacketType.CONNECT) {
            connect(packet);
            return;
        }
        SocketConnection connection = find(packet.namespace());
        if (connection == null) {
            throw new ProtocolViolation("packet for a namespace it is not in");
        }
        switch (packet.type()) {
            case DISCONNECT -> leave(connection, CloseReason.CLIENT_DISCONNECT);
            case EVENT, BINARY_EVENT -> event(connection, new ReceivedEvent(connection, packet));
            case ACK, BINARY_ACK -> connection.acknowledged(packet);
            case CONNECT, CONNECT_ERROR -> throw new IllegalStateException("decoded or handled before");
        }
    }

    private void event(SocketConnection connection, ReceivedEvent event) throws ProtocolViolation {
        if (connection.isOpen()) {
            HandlerCalls.event(connection, event);
        } else if (!keep(event)) {
            throw new ProtocolViolation("too many events before admission", SocketIoLimit.HELD_EVENTS);
        }
    }

    // ---- holding ----

    /// Keeps an event for later, or refuses it.
    void hold(SocketConnection connection, ReceivedEvent event) {
        if (!connection.isOpen()) {
            return;
        }
        try {
            if (!keep(event)) {
                refuse(connection, event, SocketIoLimit.HELD_EVENTS);
            }
        } catch (ProtocolViolation e) {
            engine.violated(e);
        }
    }

    private boolean keep(ReceivedEvent event) throws ProtocolViolation {
        HeldEvents waiting = held == null ? new HeldEvents(engine) : held;
        held = waiting;
        return waiting.add(event, layer.settings().keepLimits());
    }

    private void refuse(SocketConnection connection, ReceivedEvent event, SocketIoLimit limit) {
        engine.exceeded(limit);
        HandlerCalls.run("refused", () -> connection.handler().refused(connection, event));
    }

    @Nullable
    ReceivedEvent nextHeld(SocketConnection connection) {
        ReceivedEvent next = held == null ? null : held.poll(connection);
        if (held != null && held.isEmpty()) {
            held = null;
        }
        return next;
    }

    /// What came while admission was being decided: as many as there are now, for the handler may hold them again.
    void serveHeld(SocketConnection connection) {
        try {
            for (int left = held == null ? 0 : held.count(connection); left > 0; left--) {
                ReceivedEvent event = nextHeld(connection);
                if (event != null && connection.isOpen()) {
                    HandlerCalls.event(connection, event);
                }
            }
        } catch (ProtocolViolation e) {
            engine.violated(e);
        }
    }

    void standing(SocketConnection connection, Standing standing) {
        if (!connections.contains(connection) || !connection.isOpen()) {
            return;
        }
        engine.standing(standing);
        StrangerLimits limits = layer.settings().keepLimits().strangers();
        while (standing == Standing.STRANGER && held != null && held.exceeds(limits)) {
            ReceivedEvent newest = held.removeLast();
            refuse(newest.connection(), newest, SocketIoLimit.HELD_EVENTS);
        }
    }

    // ---- entering ----

    private void connect(SocketPacket packet) throws ProtocolViolation {
        if (engine.protocol() == 3 && packet.namespace().equals("/")) {
            return; // it is there without asking
        }
        if (find(packet.namespace()) != null) {
            throw new ProtocolViolation("connected twice");
        }
        if (triedBefore && !engine.mayTryAgain()) {
            throw new ProtocolViolation("too many handshakes", SocketIoLimit.HANDSHAKES);
        }
        triedBefore = true;
        ClientHandshake handshake = ClientHandshake.of(engine.opening(), packet);
        engine.holdings().keep(handshake.length());
        Admitting.begin(this, packet.namespace(), handshake);
    }

    /// It wants to be let into its namespace.
    void add(SocketConnection connection) {
        List<SocketConnection> more = new ArrayList<>(connections);
        more.add(connection);
        connections = List.copyOf(more);
    }

    /// The handshake need not be kept any more.
    void release(ClientHandshake handshake) {
        engine.holdings().release(handshake.length());
        engine.tidy();
    }

    /// Whether it still waits to be let in.
    boolean isUndecided(SocketConnection connection) {
        return connections.contains(connection) && !connection.isOpen();
    }

    // ---- leaving ----

    /// The application disconnects a client from its namespace, and altogether when it is in no other.
    void disconnect(SocketConnection connection) {
        if (!connection.isOpen()) {
            return;
        }
        engine.send(SocketPacketEncoder.packet(
                PacketType.DISCONNECT, connection.namespace().name(), null));
        if (connections.size() == 1) {
            engine.close(CloseReason.SERVER_DISCONNECT);
        } else {
            leave(connection, CloseReason.SERVER_DISCONNECT);
        }
    }

    private void leave(SocketConnection connection, CloseReason reason) {
        remove(connection);
        if (!connection.isOpen()) {
            release(connection.clientHandshake());
        }
        end(connection, reason);
        boundOutside(layer.settings().timing().connectTimeout());
    }

    /// It is in this namespace no more, nor wants to be.
    void remove(SocketConnection connection) {
        connections = connections.stream().filter(other -> other != connection).toList();
        while (held != null && held.poll(connection) != null) {
            held = held.isEmpty() ? null : held;
        }
    }

    /// A client that is in no namespace has so long to enter one.
    void boundOutside(Duration patience) {
        if (connections.isEmpty()) {
            engine.outside(patience);
        }
    }

    @Override
    public void closed(CloseReason reason) {
        assembly = null;
        held = null;
        List<SocketConnection> all = connections;
        connections = List.of();
        all.forEach(connection -> end(connection, reason));
    }

    private static void end(SocketConnection connection, CloseReason reason) {
        if (!connection.isOpen()) {
            return; // it was never let in
        }
        connection.ended();
        HandlerCalls.run("disconnected", () -> connection.handler().disconnected(connection, reason));
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
}
