package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's Engine.IO session, whatever transport carries it. Confined to one event loop for all its life,
/// but for `loop`, `protocol`, `binary`, `opening` and `transportName`.
///
/// Life: open; then closed, either at once or, when a polling client still has to fetch what was said to it,
/// after lingering for its next poll. The listener hears `closed` at the end of open.
public final class EngineSession extends WheelEntry {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private enum State {
        OPEN,
        LINGERING,
        CLOSED
    }

    private final Engine engine;
    private final EngineLoop loop;
    private final AddressBook.Account account;
    private final boolean binary;
    private final byte protocol;
    private final Vitals vitals;
    private volatile OpeningRequest opening;
    private volatile Transport transport;
    private @Nullable EngineListener listener;
    private @Nullable UpgradeAttempt upgrade;
    private @Nullable String sid;
    private final Backlog backlog;
    private State state = State.OPEN;
    private boolean flushing;
    private boolean tooSlow;

    EngineSession(Engine engine, EngineLoop loop, OpeningRequest opening, AddressBook.Account account, boolean binary) {
        this.engine = engine;
        this.loop = loop;
        this.opening = opening;
        this.account = account;
        this.binary = binary;
        this.backlog = new Backlog(engine.settings().connectionLimits().slowReaders());
        this.protocol = (byte) opening.protocol();
        this.vitals = new Vitals(protocol == 4, loop, engine.settings().timing());
        this.transport = opening.transport().equals("polling")
                ? new PollingTransport(this, binary)
                : new WebSocketTransport(this);
    }

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
        sendShared(message);
        message.release();
    }

    /// Sends a message that others get as well; borrows it. The way of every delivery of a broadcast, so it
    /// touches as few objects as it can: with many connections each one is a miss in the processor's cache.
    public void sendShared(Outgoing message) {
        if (state != State.OPEN) {
            return;
        }
        loop.countSent();
        if (backlog.isEmpty() && transport.writable()) {
            transport.write(message);
        } else {
            enqueue(message.retain());
        }
        flushLater();
    }

    /// The client was let into its first namespace: it may stay.
    public void entered() {
        vitals.entered();
        place();
    }

    /// The client is in no namespace: it has this long to enter one, or less if that was said before.
    public void outside(Duration patience) {
        vitals.outside(loop, patience);
        place();
    }

    /// Whether the client's address may try another handshake now, at the cost of one from its allowance.
    public boolean mayTryAgain() {
        return engine.addresses().spend(account);
    }

    /// Closes the session from this side, after everything sent before.
    public void close(CloseReason reason) {
        if (state == State.OPEN) {
            giveUpUpgrade();
            transport.close(reason);
            finish(reason);
        }
    }

    /// Opens a polling session; the exchange is answered with the open packet.
    void open(HttpExchange exchange) {
        String id = loop.newId();
        sid = id;
        engine.sessions().put(id, this);
        begin(id);
        serve(exchange, false);
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
        place();
        EngineListener hearing = engine.listeners().listen(this);
        listener = hearing;
        hearing.opened();
    }

    @Override
    void deadline() {
        int now = loop.wheel().now();
        if (state != State.OPEN) {
            forget();
            return;
        }
        if (upgrade != null && upgrade.dueTick() <= now) {
            giveUpUpgrade();
        }
        switch (vitals.due(now)) {
            case NOT_CONNECTED -> close(CloseReason.NOT_CONNECTED);
            case PING_TIMEOUT -> close(CloseReason.PING_TIMEOUT);
            case PING -> {
                vitals.pinged(loop, engine.settings().timing());
                send(Outgoing.PING);
            }
            case NOTHING -> {}
        }
        place();
    }

    /// A sign of life.
    void heard() {
        vitals.heard(loop, engine.settings().timing());
        place();
    }

    private void place() {
        if (state == State.OPEN) {
            int tick = vitals.nextTick();
            loop.wheel().place(this, upgrade == null ? tick : Math.min(tick, upgrade.dueTick()));
        }
    }

    /// Counts a packet or frame against the limit.
    void countPacket() throws ProtocolViolation {
        engine.counters().received.increment();
        vitals.count(
                loop.wheel().now(),
                engine.ticksPerSecond(),
                engine.settings().connectionLimits().packetsPerSecond());
    }

    int maxPayload() {
        return engine.settings().connectionLimits().maxPayload();
    }

    boolean binary() {
        return binary;
    }

    /// A packet has come. Whatever goes wrong with it ends the session, and nothing else.
    void receive(Transport from, EnginePacket packet) throws ProtocolViolation {
        try {
            countPacket();
            dispatch(from, packet);
        } catch (RuntimeException e) {
            LOG.error("a packet could not be served", e);
            throw new ProtocolViolation("internal error", CloseReason.TRANSPORT_ERROR);
        }
    }

    private void dispatch(Transport from, EnginePacket packet) throws ProtocolViolation {
        EngineListener hearing = listener;
        if (state != State.OPEN || hearing == null) {
            return;
        }
        if (upgrade != null && from == upgrade.webSocket()) {
            advance(upgrade, packet);
        } else if (from == transport) {
            switch (packet) {
                case EnginePacket.Binary message -> hearing.binary(message.data());
                case EnginePacket.Text text -> TextPackets.serve(this, text.bytes(), hearing);
            }
        }
    }

    /// The client has said goodbye.
    void clientCloses() {
        transport.close(CloseReason.CLIENT_CLOSE);
        finish(CloseReason.CLIENT_CLOSE);
    }

    /// Serves a GET (which may also fetch last words) or a POST.
    void serve(HttpExchange exchange, boolean post) {
        boolean served = state == State.OPEN || (state == State.LINGERING && !post);
        if (!served || !(transport instanceof PollingTransport polling)) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
        } else if (post) {
            polling.post(exchange);
        } else {
            polling.poll(exchange);
            if (state == State.LINGERING) {
                forget();
            }
        }
    }

    /// A WebSocket that came with the id of this session and wants to take over. Null when it may not.
    @Nullable
    WebSocketTransport beginUpgrade() {
        if (state != State.OPEN || upgrade != null || transport instanceof WebSocketTransport) {
            return null;
        }
        WebSocketTransport webSocket = new WebSocketTransport(this);
        long patience = engine.settings().timing().upgradeTimeout().toNanos();
        upgrade = new UpgradeAttempt(webSocket, loop.tickWithin(patience));
        place();
        return webSocket;
    }

    /// Whether the client is about to leave polling, so that a poll must not be kept waiting.
    boolean upgrading() {
        return upgrade != null && upgrade.probed();
    }

    private void advance(UpgradeAttempt attempt, EnginePacket packet) throws ProtocolViolation {
        if (attempt.receive(packet, engine.allocator())) {
            upgrade = null;
            transport.end();
            transport = attempt.webSocket();
            engine.counters().webSockets.increment();
            place();
            flushLater();
        } else {
            transport.flush();
        }
    }

    private void giveUpUpgrade() {
        UpgradeAttempt attempt = upgrade;
        upgrade = null;
        if (attempt != null) {
            attempt.giveUp();
        }
    }

    void enqueue(Outgoing message) {
        if (backlog.add(message)) {
            engine.counters().superseded.increment();
        }
        if (!tooSlow && backlog.bytes() > engine.settings().connectionLimits().outgoingBytes()) {
            tooSlow = true;
            // Not here: we may be in the middle of a broadcast over the rooms that closing would change.
            loop.eventLoop().execute(this::closeSlowReader);
        }
    }

    private void closeSlowReader() {
        if (state == State.OPEN) {
            engine.counters().slowReaders.increment();
            backlog.clear();
            close(CloseReason.SLOW_READER);
        }
    }

    Backlog backlog() {
        return backlog;
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

    /// A transport is gone without our doing.
    void transportEnded(Transport ended, CloseReason reason) {
        if (upgrade != null && ended == upgrade.webSocket()) {
            upgrade = null;
        } else if (ended == transport) {
            giveUpUpgrade();
            finish(reason);
        }
    }

    /// A transport must be ended because of what came over it.
    void transportBroken(Transport broken, CloseReason reason) {
        if (upgrade != null && broken == upgrade.webSocket()) {
            giveUpUpgrade();
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

    /// Whether a polling client will come back for something: what the application still said to it, or a clean
    /// end of the poll that was under way when it said goodbye. One that broke the rules gets nothing.
    private boolean hasLastWords(CloseReason reason) {
        if (!(transport instanceof PollingTransport) || backlog.isEmpty()) {
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
        backlog.clear();
    }

    private void removeId() {
        if (sid != null) {
            engine.sessions().remove(sid);
            sid = null;
        }
    }
}
