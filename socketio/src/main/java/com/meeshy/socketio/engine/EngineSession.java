package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One client's Engine.IO session, whatever transport carries it. Confined to one event loop for all its life,
/// but for `loop`, `protocol`, `binary`, `opening` and `transportName`.
///
/// Life: open; then closed, either at once or, when a polling client still has to fetch what was said to it,
/// after lingering for its next poll. The listener hears `closed` at the end of open.
public final class EngineSession {

    private enum State {
        OPEN,
        LINGERING,
        CLOSED
    }

    private static final byte[] PROBE = "2probe".getBytes(StandardCharsets.US_ASCII);

    /// Packets per second are averaged over this time, so that a burst after a reconnect does no harm.
    private static final long RATE_WINDOW_SECONDS = 4;

    // Links of the wheel; see HeartbeatWheel.
    @Nullable
    EngineSession wheelPrevious;

    @Nullable
    EngineSession wheelNext;

    int dueTick;

    private final Engine engine;
    private final EngineLoop loop;
    private final AddressBook.Account account;
    private final boolean binary;
    private final byte protocol;
    private volatile OpeningRequest opening;
    private volatile Transport transport;
    private @Nullable EngineListener listener;
    private @Nullable WebSocketTransport candidate;
    private @Nullable String sid;
    private @Nullable Backlog backlog;
    private State state = State.OPEN;
    private boolean probed;
    private boolean pingSent;
    private boolean flushing;
    private int heartbeatTick;
    private int connectTick;
    private int upgradeTick;
    private int rateTick;
    private int rateCount;

    EngineSession(Engine engine, EngineLoop loop, OpeningRequest opening, AddressBook.Account account, boolean binary) {
        this.engine = engine;
        this.loop = loop;
        this.opening = opening;
        this.account = account;
        this.binary = binary;
        this.protocol = (byte) opening.protocol();
        this.transport = opening.transport().equals("polling")
                ? new PollingTransport(this, binary)
                : new WebSocketTransport(this);
    }

    // ---- for the listener ----

    public EngineLoop loop() {
        return loop;
    }

    public int protocol() {
        return protocol;
    }

    /// The request that opened the session.
    public OpeningRequest opening() {
        return opening;
    }

    /// Drops headers and query of the opening request.
    public void forgetOpening() {
        opening = opening.forgotten();
    }

    public String transportName() {
        return transport.name();
    }

    /// Sends a message; takes its reference. Dropped when the session has ended.
    public void send(Outgoing message) {
        if (state != State.OPEN) {
            message.release();
            return;
        }
        engine.counters().sent.increment();
        if (!waiting() && transport.writable()) {
            transport.write(message);
        } else {
            enqueue(message);
        }
        flushLater();
    }

    /// The client was let into its first namespace: it may stay.
    public void entered() {
        connectTick = 0;
        place();
    }

    /// The client is in no namespace: it has this long to enter one.
    public void outside(Duration patience) {
        if (state == State.OPEN) {
            connectTick = loop.tickWithin(patience.toNanos());
            place();
        }
    }

    /// Closes the session from this side, after everything sent before.
    public void close(CloseReason reason) {
        if (state == State.OPEN) {
            dropCandidate();
            transport.close(reason);
            finish(reason);
        }
    }

    // ---- opening ----

    /// Opens a polling session; the exchange is answered with the open packet.
    void open(HttpExchange exchange) {
        String id = loop.newId();
        sid = id;
        engine.sessions().put(id, this);
        begin(id);
        poll(exchange);
    }

    /// Opens a session on its WebSocket, which is in its pipeline now.
    void open() {
        engine.counters().webSockets.increment();
        begin(loop.newId());
    }

    WebSocketTransport webSocket() {
        return (WebSocketTransport) transport;
    }

    private void begin(String id) {
        engine.counters().sessions.increment();
        engine.counters().accepted.increment();
        send(Outgoing.text(engine.allocator(), engine.openPacket(id, transport.name())));
        SocketIoSettings.Timing timing = engine.settings().timing();
        connectTick = loop.tickWithin(timing.connectTimeout().toNanos());
        heartbeat();
        EngineListener hearing = engine.listeners().listen(this);
        listener = hearing;
        hearing.opened();
    }

    // ---- heartbeat ----

    /// A sign of life: the next ping, or for EIO 3 the last moment for one, is counted from now.
    private void heartbeat() {
        pingSent = false;
        SocketIoSettings.Timing timing = engine.settings().timing();
        long nanos = timing.pingInterval().toNanos();
        heartbeatTick = loop.tickWithin(
                protocol == 4 ? nanos : nanos + timing.pingTimeout().toNanos());
        place();
    }

    /// A deadline has come. The session is off the wheel.
    void deadline() {
        int now = loop.wheel().now();
        if (state != State.OPEN) {
            forget();
            return;
        }
        if (upgradeTick != 0 && upgradeTick <= now) {
            dropCandidate();
        }
        if (connectTick != 0 && connectTick <= now) {
            close(CloseReason.NOT_CONNECTED);
        } else if (heartbeatTick <= now) {
            if (pingSent || protocol == 3) {
                close(CloseReason.PING_TIMEOUT);
            } else {
                pingSent = true;
                heartbeatTick =
                        loop.tickWithin(engine.settings().timing().pingTimeout().toNanos());
                send(Outgoing.PING);
            }
        }
        place();
    }

    private void place() {
        if (state == State.OPEN) {
            int tick = heartbeatTick;
            tick = connectTick == 0 ? tick : Math.min(tick, connectTick);
            tick = upgradeTick == 0 ? tick : Math.min(tick, upgradeTick);
            loop.wheel().place(this, tick);
        }
    }

    // ---- what comes in ----

    /// Counts a packet or frame against the limit.
    void countPacket() throws ProtocolViolation {
        engine.counters().received.increment();
        int now = loop.wheel().now();
        if (now >= rateTick) {
            rateTick = now + engine.ticks(Duration.ofSeconds(RATE_WINDOW_SECONDS));
            rateCount = 0;
        }
        if (++rateCount
                > RATE_WINDOW_SECONDS * engine.settings().connectionLimits().packetsPerSecond()) {
            throw new ProtocolViolation("too many packets", CloseReason.LIMIT_EXCEEDED);
        }
    }

    int maxPayload() {
        return engine.settings().connectionLimits().maxPayload();
    }

    boolean binary() {
        return binary;
    }

    void receive(Transport from, EnginePacket packet) throws ProtocolViolation {
        countPacket();
        EngineListener hearing = listener;
        if (state != State.OPEN || hearing == null) {
            return;
        }
        if (from == candidate) {
            probe(packet);
        } else if (from == transport) {
            switch (packet) {
                case EnginePacket.Binary message -> hearing.binary(message.data());
                case EnginePacket.Text text -> text(text.bytes(), hearing);
            }
        }
    }

    private void text(byte[] packet, EngineListener hearing) throws ProtocolViolation {
        switch (packet.length == 0 ? 0 : packet[0]) {
            case '4' -> hearing.text(packet, 1);
            case '3' -> {
                require(protocol == 4);
                heartbeat();
            }
            case '2' -> {
                require(protocol == 3);
                heartbeat();
                send(packet.length == 1 ? Outgoing.PONG : pong(packet));
            }
            case '1' -> {
                transport.close(CloseReason.CLIENT_CLOSE);
                finish(CloseReason.CLIENT_CLOSE);
            }
            case '5', '6' -> {} // a late upgrade or noop says nothing
            default -> throw new ProtocolViolation("unknown packet type");
        }
    }

    private Outgoing pong(byte[] ping) {
        return Outgoing.text(engine.allocator(), "3" + new String(ping, 1, ping.length - 1, StandardCharsets.UTF_8));
    }

    private static void require(boolean condition) throws ProtocolViolation {
        if (!condition) {
            throw new ProtocolViolation("packet of the wrong direction");
        }
    }

    // ---- polling ----

    void poll(HttpExchange exchange) {
        if (state == State.CLOSED || !(transport instanceof PollingTransport polling)) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
            return;
        }
        polling.poll(exchange);
        if (state == State.LINGERING) {
            forget();
        }
    }

    void post(HttpExchange exchange) {
        if (state != State.OPEN || !(transport instanceof PollingTransport polling)) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
            return;
        }
        polling.post(exchange);
    }

    // ---- upgrade ----

    /// A WebSocket that came with the id of this session and wants to take over. Null when it may not.
    @Nullable
    WebSocketTransport candidate() {
        if (state != State.OPEN || candidate != null || transport instanceof WebSocketTransport) {
            return null;
        }
        WebSocketTransport webSocket = new WebSocketTransport(this);
        candidate = webSocket;
        upgradeTick =
                loop.tickWithin(engine.settings().timing().upgradeTimeout().toNanos());
        place();
        return webSocket;
    }

    /// Whether the client is about to leave polling, so that a poll must not be kept waiting.
    boolean upgrading() {
        return probed;
    }

    private void probe(EnginePacket packet) throws ProtocolViolation {
        WebSocketTransport webSocket = candidate;
        if (webSocket == null || !(packet instanceof EnginePacket.Text(byte[] bytes))) {
            throw new ProtocolViolation("binary instead of a probe");
        }
        if (Arrays.equals(bytes, PROBE)) {
            probed = true;
            webSocket.write(Outgoing.text(engine.allocator(), "3probe"));
            webSocket.flushWritten();
            transport.flush();
        } else if (probed && bytes.length == 1 && bytes[0] == '5') {
            upgrade(webSocket);
        } else {
            throw new ProtocolViolation("neither probe nor upgrade");
        }
    }

    private void upgrade(WebSocketTransport webSocket) {
        PollingTransport polling = (PollingTransport) transport;
        candidate = null;
        probed = false;
        upgradeTick = 0;
        polling.release();
        transport = webSocket;
        engine.counters().webSockets.increment();
        place();
        flushLater();
    }

    private void dropCandidate() {
        WebSocketTransport webSocket = candidate;
        candidate = null;
        probed = false;
        upgradeTick = 0;
        if (webSocket != null) {
            webSocket.close(CloseReason.PROTOCOL_VIOLATION);
        }
    }

    // ---- what goes out ----

    void enqueue(Outgoing message) {
        Backlog queue = backlog;
        if (queue == null) {
            queue = new Backlog(engine.settings().connectionLimits().slowReaders());
            backlog = queue;
        }
        if (queue.add(message)) {
            engine.counters().superseded.increment();
        }
        if (queue.bytes() > engine.settings().connectionLimits().outgoingBytes()) {
            // Not here: we may be in the middle of a broadcast over the rooms that closing would change.
            loop.eventLoop().execute(this::closeSlowReader);
        }
    }

    private void closeSlowReader() {
        if (state == State.OPEN) {
            engine.counters().slowReaders.increment();
            clearBacklog();
            close(CloseReason.SLOW_READER);
        }
    }

    boolean waiting() {
        return backlog != null && !backlog.isEmpty();
    }

    @Nullable
    Outgoing nextWaiting() {
        return backlog == null ? null : backlog.poll();
    }

    void flushLater() {
        if (!flushing) {
            flushing = true;
            loop.flushLater(this);
        }
    }

    void flush() {
        flushing = false;
        if (state == State.OPEN) {
            transport.flush();
        }
    }

    // ---- ending ----

    /// A transport is gone without our doing.
    void transportEnded(Transport ended, CloseReason reason) {
        if (ended == candidate) {
            candidate = null;
            probed = false;
            upgradeTick = 0;
        } else if (ended == transport) {
            dropCandidate();
            finish(reason);
        }
    }

    /// A transport must be ended because of what came over it.
    void transportBroken(Transport broken, CloseReason reason) {
        if (broken == candidate) {
            dropCandidate();
        } else if (broken == transport) {
            close(reason);
        }
    }

    private void finish(CloseReason reason) {
        if (state != State.OPEN) {
            return;
        }
        engine.counters().sessions.decrement();
        if (transport instanceof WebSocketTransport) {
            engine.counters().webSockets.decrement();
        }
        engine.addresses().release(account);
        if (hasLastWords(reason)) {
            state = State.LINGERING;
            loop.wheel()
                    .place(
                            this,
                            loop.tickWithin(
                                    engine.settings().timing().pingTimeout().toNanos()));
        } else {
            forget();
        }
        EngineListener hearing = listener;
        if (hearing != null) {
            hearing.closed(reason);
        }
    }

    /// Whether a polling client will come back for something: what the application still said to it, or a clean end of
    /// the poll that was under way when it said goodbye. One that broke the rules gets nothing.
    private boolean hasLastWords(CloseReason reason) {
        if (!(transport instanceof PollingTransport) || !waiting()) {
            return false;
        }
        return switch (reason) {
            case CLIENT_CLOSE, SERVER_DISCONNECT, SERVER_CLOSE, SERVER_SHUTDOWN, SLOW_READER -> true;
            default -> false;
        };
    }

    /// Leaves nothing of the session behind.
    void forget() {
        state = State.CLOSED;
        loop.wheel().remove(this);
        removeId();
        clearBacklog();
    }

    private void removeId() {
        if (sid != null) {
            engine.sessions().remove(sid);
            sid = null;
        }
    }

    private void clearBacklog() {
        if (backlog != null) {
            backlog.clear();
            backlog = null;
        }
    }
}
