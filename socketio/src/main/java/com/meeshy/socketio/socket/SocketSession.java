package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.Admission;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings.KeepLimits;
import com.meeshy.socketio.SocketIoSettings.StrangerLimits;
import com.meeshy.socketio.Standing;
import com.meeshy.socketio.engine.EngineListener;
import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

    /// Those let in, and those about whom it is being decided.
    private List<SocketConnection> connections = List.of();

    private @Nullable BinaryAssembly assembly;
    private @Nullable HeldEvents held;
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
            knock("/", ClientHandshake.implied(engine.opening()));
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
        SocketConnection connection = find(waiting.packet().namespace());
        if (!waiting.isRefused()) {
            packet(waiting.packet());
        } else if (connection != null && waiting.packet().type() == PacketType.BINARY_EVENT) {
            refuse(connection, new ReceivedEvent(connection, waiting.packet()), SocketIoLimit.UNFINISHED_TOGETHER);
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
            serve(connection, event);
        } else if (!keep(event)) {
            throw new ProtocolViolation("too many events before admission", SocketIoLimit.HELD_EVENTS);
        }
    }

    private static void serve(SocketConnection connection, ReceivedEvent event) throws ProtocolViolation {
        try {
            connection.handler().event(connection, event);
        } catch (MalformedEventException e) {
            throw new ProtocolViolation(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("namespace handler failed in event", e);
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
        KeepLimits limits = layer.settings().keepLimits();
        int most = engine.standing() == Standing.STRANGER ? limits.strangers().events() : limits.heldEvents();
        return waiting.add(event, most, limits.heldBytes());
    }

    private void refuse(SocketConnection connection, ReceivedEvent event, SocketIoLimit limit) {
        engine.exceeded(limit);
        calling("refused", () -> connection.handler().refused(connection, event));
    }

    @Nullable
    ReceivedEvent nextHeld(SocketConnection connection) {
        ReceivedEvent next = held == null ? null : held.poll(connection);
        if (held != null && held.isEmpty()) {
            held = null;
        }
        return next;
    }

    void standing(SocketConnection connection, Standing standing) {
        if (closed || !connection.isOpen()) {
            return;
        }
        engine.standing(standing);
        StrangerLimits limits = layer.settings().keepLimits().strangers();
        while (standing == Standing.STRANGER && held != null && held.exceeds(limits.events(), limits.bytes())) {
            ReceivedEvent newest = held.removeLast();
            refuse(newest.connection(), newest, SocketIoLimit.HELD_EVENTS);
        }
    }

    /// Runs what the application wants done. When it asks for the arguments of a malformed event, the session ends.
    void serving(Runnable task) {
        try {
            task.run();
        } catch (MalformedEventException e) {
            LOG.debug("malformed event", e);
            engine.close(CloseReason.PROTOCOL_VIOLATION);
        }
    }

    // ---- entering ----

    private void connect(SocketPacket packet) throws ProtocolViolation {
        boolean implicit = engine.protocol() == 3 && packet.namespace().equals("/");
        if (implicit) {
            return;
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
        knock(packet.namespace(), handshake);
    }

    private void knock(String name, ClientHandshake handshake) {
        SocketNamespace namespace = layer.existing(name);
        if (namespace == null) {
            release(handshake);
            engine.send(SocketPacketEncoder.refusal(engine.protocol(), name, "Invalid namespace", null));
            return;
        }
        SocketConnection connection = new SocketConnection(this, namespace, handshake);
        connections = with(connections, connection);
        try {
            CompletionStage<Admission> decision = connection.handler().admit(handshake);
            decision.whenComplete((admission, failure) ->
                    engine.loop().run(() -> decided(connection, failure == null ? admission : failed(failure))));
        } catch (RuntimeException e) {
            decided(connection, failed(e));
        }
        if (!connection.isOpen()) {
            handshake.rest();
        }
    }

    private void release(ClientHandshake handshake) {
        engine.holdings().release(handshake.length());
        engine.tidy();
    }

    private static List<SocketConnection> with(List<SocketConnection> all, SocketConnection one) {
        List<SocketConnection> more = new ArrayList<>(all.size() + 1);
        more.addAll(all);
        more.add(one);
        return List.copyOf(more);
    }

    private static List<SocketConnection> without(List<SocketConnection> all, SocketConnection one) {
        return all.size() == 1 && all.getFirst() == one
                ? List.of()
                : all.stream().filter(other -> other != one).toList();
    }

    private static Admission failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.error("admission failed, client refused", cause);
        return Admission.refused("internal error");
    }

    private void decided(SocketConnection connection, Admission admission) {
        if (closed || !connections.contains(connection) || connection.isOpen()) {
            return;
        }
        release(connection.clientHandshake());
        switch (admission) {
            case Admission.Accepted(Object attachment, Standing standing) -> {
                engine.standing(standing);
                enter(connection, attachment);
                serveHeld(connection);
            }
            case Admission.Refused(String message, JsonNode data) -> refuse(connection, message, data);
        }
    }

    private void enter(SocketConnection connection, @Nullable Object attachment) {
        engine.entered();
        String id = engine.loop().newId();
        engine.send(SocketPacketEncoder.packet(
                PacketType.CONNECT, connection.namespace().name(), engine.protocol() == 3 ? null : Map.of("sid", id)));
        connection.admitted(id, attachment);
        calling("connected", () -> connection.handler().connected(connection));
    }

    /// What came while admission was being decided: as many as there are now, for the handler may hold them again.
    private void serveHeld(SocketConnection connection) {
        try {
            for (int left = held == null ? 0 : held.count(connection); left > 0; left--) {
                ReceivedEvent event = nextHeld(connection);
                if (event != null && connection.isOpen()) {
                    serve(connection, event);
                }
            }
        } catch (ProtocolViolation e) {
            engine.violated(e);
        }
    }

    private void refuse(SocketConnection connection, String message, @Nullable JsonNode data) {
        connections = without(connections, connection);
        dropHeld(connection);
        engine.send(
                layer.refusals().of(engine.protocol(), connection.namespace().name(), message, data));
        if (connections.isEmpty()) {
            engine.outside(AFTER_REFUSAL);
        }
    }

    private void dropHeld(SocketConnection connection) {
        while (held != null && held.poll(connection) != null) {
            held = held.isEmpty() ? null : held;
        }
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
        connections = without(connections, connection);
        dropHeld(connection);
        if (!connection.isOpen()) {
            release(connection.clientHandshake());
        }
        end(connection, reason);
        if (connections.isEmpty()) {
            engine.outside(layer.settings().timing().connectTimeout());
        }
    }

    @Override
    public void closed(CloseReason reason) {
        closed = true;
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

    static void calling(String what, Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException e) {
            LOG.error("namespace handler failed in {}", what, e);
        }
    }
}
