package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings;
import com.meeshy.socketio.Standing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The side of a session that is watched: when it must be heard next, how much it talks, and what it makes the
/// server keep. Confined to the event loop, but for `loop`, `opening` and `standing`.
abstract sealed class WatchedSession extends WheelEntry permits WritingSession {

    private final Engine engine;
    private final EngineLoop loop;
    private final AddressBook.Account account;
    private final Vitals vitals;
    private volatile OpeningRequest opening;
    private @Nullable Holdings holdings;

    WatchedSession(Engine engine, EngineLoop loop, AddressBook.Account account, OpeningRequest opening) {
        this.engine = engine;
        this.loop = loop;
        this.account = account;
        this.opening = opening;
        this.vitals =
                new Vitals(opening.protocol() == 4, loop, engine.settings().timing());
        this.holdings = new Holdings(this, Standing.STRANGER);
    }

    /// Closes the session from this side, after everything sent before.
    public abstract void close(CloseReason reason);

    Engine engine() {
        return engine;
    }

    public EngineLoop loop() {
        return loop;
    }

    AddressBook.Account account() {
        return account;
    }

    Vitals vitals() {
        return vitals;
    }

    /// The request that opened the session.
    public OpeningRequest opening() {
        return opening;
    }

    public void forgetOpening() {
        opening = opening.forgotten();
        keepsOpening();
        tidy();
    }

    /// Whether there is room for the request that opened the session.
    boolean keepsOpening() {
        return holdings == null
                || holdings.opening(opening.headers().length() + opening.uri().length());
    }

    // ---- time ----

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

    /// How long nothing has come from the client, to about a tick of the loop.
    public Duration silentFor() {
        return vitals.silentFor(loop);
    }

    /// Asks for a sign of life before its time, unless one is awaited already or it is the client who asks.
    public void ping() {
        if (vitals.mayPing()) {
            sendPing();
            place();
        }
    }

    abstract void sendPing();

    /// Does what is due of its own, transports aside.
    void watch(int now) {
        if (holdings != null && holdings.nextTick() <= now) {
            exceeded(SocketIoLimit.MESSAGE_TIME);
            close(CloseReason.LIMIT_EXCEEDED);
            return;
        }
        switch (vitals.due(now)) {
            case NOT_CONNECTED -> close(CloseReason.NOT_CONNECTED);
            case PING_TIMEOUT -> close(CloseReason.PING_TIMEOUT);
            case PING -> sendPing();
            case NOTHING -> {}
        }
        place();
    }

    SocketIoSettings.Timing timing() {
        return engine.settings().timing();
    }

    /// Puts it on the wheel at its next deadline.
    abstract void place();

    /// The next deadline of its own, transports aside.
    int nextTick() {
        Holdings kept = holdings;
        int tick = vitals.nextTick();
        return kept == null ? tick : Math.min(tick, kept.nextTick());
    }

    // ---- limits ----

    /// Whether the client's address may try another handshake now, at the cost of one from its allowance.
    public boolean mayTryAgain() {
        return engine.addresses().spend(account);
    }

    void countPacket() throws ProtocolViolation {
        engine.counters().received.increment();
        vitals.count(
                loop.wheel().now(),
                engine.ticksPerSecond(),
                engine.settings().connectionLimits().packetsPerSecond());
    }

    /// Counts that a limit was passed.
    public void exceeded(SocketIoLimit limit) {
        engine.exceeded(limit, opening().remoteAddress());
    }

    /// Any thread: what it tells may be out of date elsewhere than on the loop.
    public Standing standing() {
        Holdings kept = holdings;
        return kept == null ? Standing.TRUSTED : kept.standing();
    }

    public boolean isTrusted() {
        return holdings == null || holdings.isTrusted();
    }

    /// How far the application trusts the client. Trust is not taken back.
    public void standing(Standing standing) {
        Holdings kept = holdings;
        if (kept != null) {
            kept.standing(standing);
            tidy();
        }
    }

    /// What it makes the server keep, to be changed. To be followed by [#tidy()].
    public Holdings holdings() {
        Holdings kept = holdings;
        if (kept == null) {
            kept = new Holdings(this, Standing.TRUSTED);
            holdings = kept;
        }
        return kept;
    }

    /// Forgets the holdings when there is nothing to remember of them.
    public void tidy() {
        Holdings kept = holdings;
        if (kept != null && kept.isTrusted() && kept.isEmpty()) {
            kept.giveBack();
            holdings = null;
        }
    }

    /// Tells what waits for the client. False when that is too much for somebody who is not trusted.
    boolean tellBacklog(int bytes) {
        return holdings == null || holdings.backlog(bytes);
    }

    /// The session has ended.
    void keepNothing() {
        if (holdings != null) {
            holdings.giveBack();
            holdings = null;
        }
    }

    /// A message of so many bytes has come, or a part of it.
    void requireShort(int bytes, int most) throws ProtocolViolation {
        if (bytes > most) {
            throw new ProtocolViolation("message too long", Allowances.messageLimit(standing()));
        }
    }

    /// Bytes of the greatest message that the client may send now.
    int maxMessage() {
        return engine.allowances().maxMessage(standing());
    }
}
