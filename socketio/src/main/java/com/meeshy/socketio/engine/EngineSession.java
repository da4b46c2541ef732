package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.Standing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's Engine.IO session, whatever transport carries it: its life, and what comes from the client. Confined
/// to one event loop for all its life, but for `loop`, `standing`, `protocol`, `binary`, `opening` and
/// `transportName`.
///
/// Life: open; then closed, at once or after lingering for the poll that fetches what was still said.
public final class EngineSession extends WritingSession {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final boolean binary;
    private final byte protocol;
    private volatile Transport transport;
    private @Nullable EngineListener listener;
    private @Nullable UpgradeAttempt upgrade;
    private @Nullable String sid;
    private SessionState state = SessionState.OPEN;

    EngineSession(Engine engine, EngineLoop loop, OpeningRequest opening, AddressBook.Account account, boolean binary) {
        super(engine, loop, account, opening);
        this.binary = binary;
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

    @Override
    Transport transport() {
        return transport;
    }

    @Override
    boolean isOpen() {
        return state == SessionState.OPEN;
    }

    @Override
    public void standing(Standing standing) {
        super.standing(standing);
        if (standing == Standing.TRUSTED) {
            transport.trusted();
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (isOpen()) {
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
        poll(exchange);
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
        if (!isOpen()) {
            forget();
            return;
        }
        int now = loop().wheel().now();
        if (upgrade != null && upgrade.dueTick() <= now) {
            giveUpUpgrade();
        }
        watch(now);
    }

    @Override
    void place() {
        if (isOpen()) {
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
        return isOpen() && from == transport;
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
        if (!isOpen() || hearing == null) {
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

    /// Serves a GET, which may also fetch the last words of a session that has ended.
    void poll(HttpExchange exchange) {
        if (state == SessionState.CLOSED || !(transport instanceof PollingTransport polling)) {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
            return;
        }
        polling.poll(exchange);
        if (state == SessionState.LINGERING) {
            forget();
        }
    }

    /// Serves a POST.
    void post(HttpExchange exchange) {
        if (isOpen() && transport instanceof PollingTransport polling) {
            polling.post(exchange);
        } else {
            exchange.refuse(EngineError.UNKNOWN_SESSION);
        }
    }

    /// A WebSocket that came with the id of this session and wants to take over. Null when it may not.
    @Nullable
    WebSocketTransport beginUpgrade() {
        if (!isOpen() || upgrade != null || transport instanceof WebSocketTransport) {
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
        writeTo(webSocket.nearestToWire());
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
        if (!isOpen()) {
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
