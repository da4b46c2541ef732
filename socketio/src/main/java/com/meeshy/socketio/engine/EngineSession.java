package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's Engine.IO session, whatever transport carries it. Confined to one event loop for all its life,
/// but for `loop`, `protocol`, `binary`, `opening` and `transportName`.
///
/// Life: open; then closed, at once or after lingering for the poll that fetches what was still said.
public final class EngineSession extends WheelEntry {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final Engine engine;
    private final EngineLoop loop;
    private final AddressBook.Account account;
    private final boolean binary;
    private final byte protocol;
    private final Vitals vitals;
    private volatile OpeningRequest opening;
    private volatile Transport transport;
    /// Where the WebSocket's frames leave, for the short way of a delivery; null while polling.
    private @Nullable ChannelHandlerContext direct;
    private @Nullable EngineListener listener;
    private @Nullable UpgradeAttempt upgrade;
    private @Nullable String sid;
    private final Backlog backlog;
    private SessionState state = SessionState.OPEN;
    private boolean flushing;
    private boolean tooSlow;
    private boolean waiting;

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

    public OpeningRequest opening() {
        return opening;
    }

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
        if (state != SessionState.OPEN) {
            return;
        }
        loop.countSent();
        ChannelHandlerContext socket = direct;
        if (socket != null && !waiting && message.isFrame() && socket.channel().isWritable()) {
            socket.write(message.shareFrame(), socket.voidPromise());
        } else if (!waiting && transport.writable()) {
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
        if (state == SessionState.OPEN) {
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
        direct = webSocket().nearestToWire();
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
        if (state != SessionState.OPEN) {
            forget();
            return;
        }
        if (upgrade != null && upgrade.dueTick() <= now) {
            giveUpUpgrade();
        }
        switch (vitals.due(now)) {
            case NOT_CONNECTED -> close(CloseReason.NOT_CONNECTED);
            case PING_TIMEOUT -> close(CloseReason.PING_TIMEOUT);
            case PING -> sendPing();
            case NOTHING -> {}
        }
        place();
    }

    private void sendPing() {
        vitals.pinged(loop, engine.settings().timing());
        send(Outgoing.PING);
    }

    /// Asks for a sign of life before its time, unless one is awaited already or it is the client who asks.
    public void ping() {
        if (state == SessionState.OPEN && vitals.mayPing()) {
            sendPing();
            place();
        }
    }

    /// How long nothing has come from the client, to about a tick of the loop.
    public Duration silentFor() {
        return vitals.silentFor(loop);
    }

    void heard() {
        vitals.heard(loop, engine.settings().timing());
        place();
    }

    private void place() {
        if (state == SessionState.OPEN) {
            int tick = vitals.nextTick();
            loop.wheel().place(this, upgrade == null ? tick : Math.min(tick, upgrade.dueTick()));
        }
    }

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
        if (state != SessionState.OPEN || hearing == null) {
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

    void clientCloses() {
        transport.close(CloseReason.CLIENT_CLOSE);
        finish(CloseReason.CLIENT_CLOSE);
    }

    /// Serves a GET (which may also fetch last words) or a POST.
    void serve(HttpExchange exchange, boolean post) {
        boolean served = state == SessionState.OPEN || (state == SessionState.LINGERING && !post);
        if (!served || !(transport instanceof PollingTransport polling)) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
        } else if (post) {
            polling.post(exchange);
        } else {
            polling.poll(exchange);
            if (state == SessionState.LINGERING) {
                forget();
            }
        }
    }

    /// A WebSocket that came with the id of this session and wants to take over. Null when it may not.
    @Nullable
    WebSocketTransport beginUpgrade() {
        if (state != SessionState.OPEN || upgrade != null || transport instanceof WebSocketTransport) {
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
            direct = attempt.webSocket().nearestToWire();
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
        waiting = true;
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
        if (state == SessionState.OPEN) {
            engine.counters().slowReaders.increment();
            clearBacklog();
            close(CloseReason.SLOW_READER);
        }
    }

    /// Whether messages wait. Kept beside the backlog so that a delivery need not look into it.
    boolean waiting() {
        return waiting;
    }

    @Nullable
    Outgoing nextWaiting() {
        Outgoing next = backlog.poll();
        waiting = !backlog.isEmpty();
        return next;
    }

    /// Runs a task on the event loop when nothing waits any more, or the session has ended.
    public void whenDrained(Runnable task) {
        backlog.whenEmpty(task);
    }

    private void clearBacklog() {
        waiting = false;
        backlog.clear();
    }

    void flushLater() {
        if (!flushing) {
            flushing = true;
            loop.flushLater(this);
        }
    }

    void flush() {
        flushing = false;
        if (direct != null && !waiting) {
            direct.flush();
        } else if (state == SessionState.OPEN) {
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
        if (state != SessionState.OPEN) {
            return;
        }
        engine.counters().sessions.decrement();
        if (transport instanceof WebSocketTransport) {
            engine.counters().webSockets.decrement();
        }
        engine.addresses().release(account);
        if (transport.hasLastWords(reason)) {
            state = SessionState.LINGERING;
            long patience = engine.settings().timing().pingTimeout().toNanos();
            loop.wheel().place(this, loop.tickWithin(patience));
        } else {
            forget();
        }
        if (listener != null) {
            listener.closed(reason);
        }
    }

    /// Leaves nothing of the session behind.
    void forget() {
        state = SessionState.CLOSED;
        loop.wheel().remove(this);
        clearBacklog();
        if (sid != null) {
            engine.sessions().remove(sid);
            sid = null;
        }
    }
}
