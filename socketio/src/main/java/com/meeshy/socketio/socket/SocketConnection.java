package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.AckMissingException;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.Event;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.Namespace;
import com.meeshy.socketio.NamespaceHandler;
import com.meeshy.socketio.Standing;
import com.meeshy.socketio.engine.Outgoing;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One client in one namespace. Fields without `volatile` are confined to the event loop of the session.
final class SocketConnection extends RoomMember {

    private final SocketSession session;
    private final SocketNamespace namespace;
    private final NamespaceHandler handler;
    private String id = "";
    private volatile ClientHandshake handshake;
    private volatile @Nullable Object attachment;
    private volatile boolean open;
    private @Nullable OpenAcks acks;

    SocketConnection(SocketSession session, SocketNamespace namespace, ClientHandshake handshake) {
        super(session.engine(), namespace.table(session.engine().loop()));
        this.session = session;
        this.namespace = namespace;
        this.handler = namespace.handler();
        this.handshake = handshake;
    }

    // ---- life, on the loop ----

    NamespaceHandler handler() {
        return handler;
    }

    /// Let in. To be followed by the handler's `connected`.
    void admitted(String newId, @Nullable Object withAttachment) {
        id = newId;
        attachment = withAttachment;
        open = true;
        joinEverybody();
        namespace.connections().incrementAndGet();
    }

    /// Has ended. Leaves all rooms, though `rooms()` goes on telling them.
    void ended() {
        open = false;
        namespace.connections().decrementAndGet();
        leaveAll();
        if (acks != null) {
            acks.abandon();
            acks = null;
        }
    }

    void acknowledged(SocketPacket packet) throws ProtocolViolation {
        if (acks != null && acks.awaits(packet.id())) {
            acks.answered(packet.id(), ReceivedEvent.list(packet.data(), 0));
        }
    }

    ClientHandshake clientHandshake() {
        return handshake;
    }

    // ---- Connection ----

    @Override
    public String id() {
        return id;
    }

    @Override
    public Namespace namespace() {
        return namespace;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public void forgetHandshake() {
        execute(() -> {
            engine().forgetOpening();
            handshake = ClientHandshake.implied(engine().opening());
        });
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return handshake.remoteAddress();
    }

    @Override
    public String transport() {
        return engine().transportName();
    }

    @Override
    public void emit(String event, Object... arguments) {
        send(namespace.event(null, event, arguments));
    }

    @Override
    public void emitLatest(Object key, String event, Object... arguments) {
        send(namespace.event(key, event, arguments));
    }

    /// Sends a message from any thread; takes its reference.
    void send(Outgoing message) {
        boolean taken = engine().loop().run(() -> {
            if (open) {
                engine().send(message);
            } else {
                message.release();
            }
        });
        if (!taken) {
            message.release();
        }
    }

    @Override
    public CompletionStage<Void> drained() {
        CompletableFuture<Void> drained = new CompletableFuture<>();
        // Not at once: whoever goes on must not do so in the middle of writing.
        Runnable tell = () -> engine().loop().eventLoop().execute(() -> drained.complete(null));
        if (!engine().loop().run(() -> engine().whenDrained(tell))) {
            drained.complete(null);
        }
        return drained;
    }

    @Override
    public CompletionStage<List<JsonNode>> emitWithAck(Duration timeout, String event, Object... arguments) {
        CompletableFuture<List<JsonNode>> answer = new CompletableFuture<>();
        boolean taken = engine().loop().run(() -> {
            try {
                emitWithAck(answer, timeout, event, arguments);
            } catch (IllegalArgumentException e) {
                answer.completeExceptionally(e);
            }
        });
        if (!taken) {
            answer.completeExceptionally(new AckMissingException("the connection has ended"));
        }
        return answer;
    }

    private void emitWithAck(
            CompletableFuture<List<JsonNode>> answer, Duration timeout, String event, Object[] arguments) {
        if (!open) {
            answer.completeExceptionally(new AckMissingException("the connection has ended"));
            return;
        }
        OpenAcks owed = acks == null ? new OpenAcks() : acks;
        acks = owed;
        if (owed.size() >= session.layer().settings().connectionLimits().openAcks()) {
            answer.completeExceptionally(new AckMissingException("the client owes too many acknowledgements"));
            return;
        }
        long ackId = owed.open(engine().loop().eventLoop(), timeout, answer);
        send(SocketPacketEncoder.event(namespace.name(), ackId, null, event, arguments));
    }

    @Override
    public @Nullable Object attachment() {
        return attachment;
    }

    @Override
    public void attach(@Nullable Object other) {
        attachment = other;
    }

    @Override
    public void disconnect() {
        execute(() -> session.disconnect(this));
    }

    @Override
    public void close(CloseReason reason) {
        execute(() -> {
            if (open) {
                engine().close(reason);
            }
        });
    }

    @Override
    public void standing(Standing standing) {
        execute(() -> session.standing(this, standing));
    }

    @Override
    public void hold(Event event) {
        session.hold(this, (ReceivedEvent) event);
    }

    @Override
    public @Nullable Event nextHeld() {
        return session.nextHeld(this);
    }

    @Override
    public void execute(Runnable task) {
        engine().loop().run(() -> HandlerCalls.task(engine(), task));
    }

    @Override
    public void ping() {
        execute(() -> {
            if (open) {
                engine().ping();
            }
        });
    }

    @Override
    public Duration silentFor() {
        return engine().silentFor();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public String toString() {
        return "Connection[" + id + " in " + namespace.name() + "]";
    }
}
