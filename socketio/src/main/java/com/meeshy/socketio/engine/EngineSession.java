package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.Standing;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's Engine.IO session, whatever transport carries it. Confined to one event loop for all its life,
/// but for `loop`, `standing`, `protocol`, `binary`, `opening` and `transportName`.
///
/// Life: open; then closed, at once or after lingering for the poll that fetches what was still said.
public final class EngineSession extends WatchedSession {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final boolean binary;
    private final byte protocol;
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
        super(engine, loop, account, opening);
        this.binary = binary;
        this.backlog = new Backlog(engine.settings().connectionLimits().slowReaders());
        this.protocol = (byte) opening.protocol();
        this.transport = opening.transport().equals("polling")
                ? new PollingTransport(this, binary)
                : new WebSocketTransport(this);
    }

    public int protocol() {
        return protocol;
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
        loop().countSent();
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

    @Override
    public void standing(Standing standing) {
        super.standing(standing);
        if (standing == Standing.TRUSTED) {
            transport.trusted();
        }
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
        String id = loop().newId();
        sid = id;
        engine().sessions().put(id, this);
        begin(id);
        serve(exchange, false);
    }

    /// Opens a session on its WebSocket, which is in its pipeline now.
    void open() {
        takeOver(webSocket());
        begin(loop().newId());
    }

    WebSocketTransport webSocket() {
        return (WebSocketTransport) transport;
    }

    private void begin(String id) {
        engine().counters().sessions.increment();
        engine().counters().accepted.increment();
        send(Outgoing.text(engine().allocator(), engine().openPacket(id, transport.name())));
        place();
        EngineListener hearing = engine().listeners().listen(this);
        listener = hearing;
        hearing.opened();
    }

    @Override
    void deadline() {
        int now = loop().wheel().now();
        if (state != SessionState.OPEN) {
            forget();
            return;
        }
        if (upgrade != null && upgrade.dueTick() <= now) {
            giveUpUpgrade();
        }
        if (isMessageLate(now)) {
            exceeded(SocketIoLimit.MESSAGE_TIME);
            close(CloseReason.LIMIT_EXCEEDED);
            return;
        }
        switch (vitals().due(now)) {
            case NOT_CONNECTED -> close(CloseReason.NOT_CONNECTED);
            case PING_TIMEOUT -> close(CloseReason.PING_TIMEOUT);
            case PING -> sendPing();
            case NOTHING -> {}
        }
        place();
    }

    @Override
    void sendPing() {
        vitals().pinged(loop(), timing());
        send(Outgoing.PING);
    }

    /// A heartbeat, which counts unless what we say in ours still waits: a client that does not read is not well,
    /// whatever it says.
    void heard(Outgoing ours) {
        if (!backlog.holds(ours)) {
            vitals().heard(loop(), timing());
            place();
        }
    }

    @Override
    void place() {
        if (state == SessionState.OPEN) {
            int tick = nextTick();
            loop().wheel().place(this, upgrade == null ? tick : Math.min(tick, upgrade.dueTick()));
        }
    }

    /// So much of a message has come over a transport.
    void requireShort(Transport from, int bytes) throws ProtocolViolation {
        requireShort(bytes, from == transport ? maxMessage() : UpgradeAttempt.MAX_MESSAGE);
    }

    /// Whether what comes over a transport is counted: an upgrade that is tried is bounded by itself.
    boolean counts(Transport from) {
        return state == SessionState.OPEN && from == transport;
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
        long patience = timing().upgradeTimeout().toNanos();
        upgrade = new UpgradeAttempt(webSocket, loop().tickWithin(patience));
        place();
        return webSocket;
    }

    /// Whether the client is about to leave polling, so that a poll must not be kept waiting.
    boolean upgrading() {
        return upgrade != null && upgrade.probed();
    }

    private void advance(UpgradeAttempt attempt, EnginePacket packet) throws ProtocolViolation {
        if (attempt.receive(packet, engine().allocator())) {
            upgrade = null;
            transport.end();
            transport = attempt.webSocket();
            takeOver(attempt.webSocket());
            place();
            flushLater();
        } else {
            transport.flush();
        }
    }

    private void takeOver(WebSocketTransport webSocket) {
        direct = webSocket.nearestToWire();
        webSocket.carries(isTrusted());
        engine().counters().webSockets.increment();
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
            engine().counters().superseded.increment();
        }
        boolean tooMuch =
                backlog.bytes() > engine().settings().connectionLimits().outgoingBytes();
        if (!tooSlow && (tooMuch || !tellBacklog(backlog.bytes()))) {
            tooSlow = true;
            // Not here: we may be in the middle of a broadcast over the rooms that closing would change.
            loop().eventLoop().execute(this::closeSlowReader);
        }
    }

    private void closeSlowReader() {
        if (state != SessionState.OPEN) {
            return;
        }
        clearBacklog();
        if (isTrusted()) {
            engine().counters().slowReaders.increment();
            close(CloseReason.SLOW_READER);
        } else {
            exceeded(SocketIoLimit.STRANGER_BACKLOG);
            close(CloseReason.LIMIT_EXCEEDED);
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
        tellBacklog(backlog.bytes());
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
            loop().flushLater(this);
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

    /// What the client sent breaks a rule.
    public void violated(ProtocolViolation violation) {
        violated(transport, violation);
    }

    /// A transport must be ended because what came over it breaks a rule.
    void violated(Transport broken, ProtocolViolation violation) {
        SocketIoLimit limit = violation.limit();
        if (limit != null) {
            exceeded(limit);
        }
        if (upgrade != null && broken == upgrade.webSocket()) {
            giveUpUpgrade();
        } else if (broken == transport) {
            close(violation.reason());
        }
    }

    private void finish(CloseReason reason) {
        if (state != SessionState.OPEN) {
            return;
        }
        engine().counters().sessions.decrement();
        if (transport instanceof WebSocketTransport) {
            engine().counters().webSockets.decrement();
        }
        engine().addresses().release(account());
        if (transport.hasLastWords(reason)) {
            state = SessionState.LINGERING;
            long patience = timing().pingTimeout().toNanos();
            loop().wheel().place(this, loop().tickWithin(patience));
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
        loop().wheel().remove(this);
        clearBacklog();
        keepNothing();
        if (sid != null) {
            engine().sessions().remove(sid);
            sid = null;
        }
    }
}
