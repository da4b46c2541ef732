package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.AckMissingException;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Event;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.Namespace;
import com.meeshy.socketio.NamespaceHandler;
import com.meeshy.socketio.Standing;
import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.Outgoing;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One client in one namespace. Fields without `volatile` are confined to the event loop of the session.
final class SocketConnection implements Connection {

    private static final Room[] NO_ROOMS = {};
    private static final int[] NO_SEATS = {};

    private final SocketSession session;
    private final EngineSession engine;
    private final SocketNamespace namespace;
    private final NamespaceHandler handler;
    private final RoomTable table;
    private String id = "";
    private volatile ClientHandshake handshake;
    private volatile @Nullable Object attachment;
    private volatile Room[] rooms = NO_ROOMS;
    private volatile boolean open;
    private int[] seats = NO_SEATS;
    private int everybodySeat;
    private int mark;
    private @Nullable OpenAcks acks;

    SocketConnection(SocketSession session, SocketNamespace namespace, ClientHandshake handshake) {
        this.session = session;
        this.namespace = namespace;
        this.handler = namespace.handler();
        this.engine = session.engine();
        this.table = namespace.table(engine.loop());
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
        everybodySeat = table.everybody().add(this);
        namespace.connections().incrementAndGet();
    }

    /// Has ended. Leaves all rooms, though `rooms()` goes on telling them.
    void ended() {
        open = false;
        namespace.connections().decrementAndGet();
        table.everybody().removeAt(everybodySeat);
        for (int i = 0; i < rooms.length; i++) {
            rooms[i].removeAt(seats[i]);
            table.dropIfEmpty(rooms[i]);
        }
        seats = NO_SEATS;
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

    // ---- broadcast, on the loop ----

    /// True when not yet marked with this mark.
    boolean mark(int newMark) {
        boolean fresh = mark != newMark;
        mark = newMark;
        return fresh;
    }

    /// Sends a message that is shared with others; borrows it.
    void sendShared(Outgoing message) {
        engine.sendShared(message);
    }

    /// The room has given us another seat.
    void reseat(Room room, int seat) {
        if (room == table.everybody()) {
            everybodySeat = seat;
            return;
        }
        seats[indexOf(room)] = seat;
    }

    private int indexOf(@Nullable Room room) {
        Room[] mine = rooms;
        for (int i = 0; i < mine.length; i++) {
            if (mine[i] == room) {
                return i;
            }
        }
        return -1;
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
            engine.forgetOpening();
            handshake = ClientHandshake.implied(engine.opening());
        });
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return handshake.remoteAddress();
    }

    @Override
    public String transport() {
        return engine.transportName();
    }

    @Override
    public void emit(String event, Object... arguments) {
        send(SocketPacketEncoder.event(namespace.name(), SocketPacket.NO_ID, null, event, arguments));
    }

    @Override
    public void emitLatest(Object key, String event, Object... arguments) {
        send(SocketPacketEncoder.event(namespace.name(), SocketPacket.NO_ID, key, event, arguments));
    }

    /// Sends a message from any thread; takes its reference.
    void send(Outgoing message) {
        boolean taken = engine.loop().run(() -> {
            if (open) {
                engine.send(message);
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
        Runnable tell = () -> engine.loop().eventLoop().execute(() -> drained.complete(null));
        if (!engine.loop().run(() -> engine.whenDrained(tell))) {
            drained.complete(null);
        }
        return drained;
    }

    @Override
    public CompletionStage<List<JsonNode>> emitWithAck(Duration timeout, String event, Object... arguments) {
        CompletableFuture<List<JsonNode>> answer = new CompletableFuture<>();
        boolean taken = engine.loop().run(() -> {
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
        if (owed.size() >= session.openAckLimit()) {
            answer.completeExceptionally(new AckMissingException("the client owes too many acknowledgements"));
            return;
        }
        long ackId = owed.open(engine.loop().eventLoop(), timeout, answer);
        send(SocketPacketEncoder.event(namespace.name(), ackId, null, event, arguments));
    }

    @Override
    public void join(String... names) {
        execute(() -> {
            if (!open) {
                return;
            }
            for (String name : names) {
                Room room = table.room(name);
                if (indexOf(room) < 0) {
                    int last = rooms.length;
                    Room[] more = Arrays.copyOf(rooms, last + 1);
                    more[last] = room;
                    seats = Arrays.copyOf(seats, last + 1);
                    seats[last] = room.add(this);
                    rooms = more;
                }
            }
        });
    }

    @Override
    public void leave(String... names) {
        execute(() -> {
            for (String name : names) {
                Room room = table.existing(name);
                int at = open ? indexOf(room) : -1;
                if (room != null && at >= 0) {
                    room.removeAt(seats[at]);
                    table.dropIfEmpty(room);
                    int last = rooms.length - 1;
                    Room[] fewer = Arrays.copyOf(rooms, last);
                    int[] fewerSeats = Arrays.copyOf(seats, last);
                    if (at < last) {
                        fewer[at] = rooms[last];
                        fewerSeats[at] = seats[last];
                    }
                    seats = fewerSeats;
                    rooms = fewer;
                }
            }
        });
    }

    @Override
    public Set<String> rooms() {
        Set<String> names = new LinkedHashSet<>();
        for (Room room : rooms) {
            names.add(room.name());
        }
        return Collections.unmodifiableSet(names);
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
                engine.close(reason);
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
        engine.loop().run(() -> session.serving(task));
    }

    @Override
    public void ping() {
        execute(() -> {
            if (open) {
                engine.ping();
            }
        });
    }

    @Override
    public Duration silentFor() {
        return engine.silentFor();
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
