package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import com.meeshy.socketio.SocketIoSettings;
import java.time.Duration;

/// Whether one session is well: when it must be heard next, when it must have entered a namespace, and how much
/// it talks. All times are ticks of the loop. Confined to the event loop.
final class Vitals {

    /// What has to be done at a deadline.
    enum Due {
        NOTHING,
        PING,
        PING_TIMEOUT,
        NOT_CONNECTED
    }

    /// Packets per second are averaged over this time, so that a burst after a reconnect does no harm.
    private static final int RATE_WINDOW_SECONDS = 4;

    private static final int NEVER = Integer.MAX_VALUE;

    private final boolean pinging;
    private boolean pingSent;
    private int heartbeatTick;
    private int heardTick;
    private int connectTick;
    private int rateTick;
    private int rateCount;

    /// @param pinging whether it is we who ping (EIO 4) or the client (EIO 3)
    Vitals(boolean pinging, EngineLoop loop, SocketIoSettings.Timing timing) {
        this.pinging = pinging;
        this.connectTick = within(loop, timing.connectTimeout());
        alive(loop, timing);
    }

    /// Rounded down, so that no bound is passed.
    private static int within(EngineLoop loop, Duration time) {
        return loop.tickWithin(time.toNanos());
    }

    /// A heartbeat has come. A pong that answers no ping says nothing.
    void heard(EngineLoop loop, SocketIoSettings.Timing timing) {
        if (!pinging || pingSent) {
            alive(loop, timing);
        }
    }

    /// A sign of life: the next ping, or the last moment for the client's, is counted from now.
    private void alive(EngineLoop loop, SocketIoSettings.Timing timing) {
        pingSent = false;
        heardTick = loop.tickWithin(0);
        heartbeatTick = within(
                loop, pinging ? timing.pingInterval() : timing.pingInterval().plus(timing.pingTimeout()));
    }

    Duration silentFor(EngineLoop loop) {
        return loop.ticks(loop.tickWithin(0) - heardTick);
    }

    /// Whether it is we who ping, and no answer is awaited.
    boolean mayPing() {
        return pinging && !pingSent;
    }

    void pinged(EngineLoop loop, SocketIoSettings.Timing timing) {
        pingSent = true;
        heartbeatTick = within(loop, timing.pingTimeout());
    }

    /// It is in a namespace.
    void entered() {
        connectTick = NEVER;
    }

    /// It is in no namespace and must enter one this soon, or sooner if that was said before.
    void outside(EngineLoop loop, Duration patience) {
        connectTick = Math.min(connectTick, within(loop, patience));
    }

    int nextTick() {
        return Math.min(heartbeatTick, connectTick);
    }

    Due due(int now) {
        if (connectTick <= now) {
            return Due.NOT_CONNECTED;
        } else if (heartbeatTick > now) {
            return Due.NOTHING;
        }
        return pinging && !pingSent ? Due.PING : Due.PING_TIMEOUT;
    }

    /// Counts a packet or frame that came.
    void count(int now, int ticksPerSecond, int limitPerSecond) throws ProtocolViolation {
        if (now >= rateTick) {
            rateTick = now + RATE_WINDOW_SECONDS * ticksPerSecond;
            rateCount = 0;
        }
        if (++rateCount > (long) RATE_WINDOW_SECONDS * limitPerSecond) {
            throw new ProtocolViolation("too many packets", SocketIoLimit.PACKETS);
        }
    }
}
