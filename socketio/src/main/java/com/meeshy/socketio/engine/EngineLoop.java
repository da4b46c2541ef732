package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the engine has on one event loop: the wheel with its sessions, and those that have something to flush at
/// the end of this turn of the loop. All but `run`, `index` and `eventLoop` is confined to that loop.
public final class EngineLoop {

    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final int ID_BYTES = 15;

    /// A tick that is later than this found the loop, its process or the machine standing still.
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EventLoop eventLoop;
    private final int index;
    private final LongSupplier nanoTicker;
    private final long origin;
    private final long tickNanos;
    private final HeartbeatWheel wheel = new HeartbeatWheel();
    private final SecureRandom random = new SecureRandom();
    private final Runnable flushTask = this::flushAll;
    private List<WritingSession> toFlush = new ArrayList<>();
    private final int userTimeoutMillis;
    private final AtomicLong sent = new AtomicLong();
    private int lastTick;
    private boolean standstill;
    private @Nullable ScheduledFuture<?> ticking;
    private @Nullable ScheduledFuture<?> sweeping;

    EngineLoop(EventLoop eventLoop, int index, LongSupplier nanoTicker, long tickNanos, int userTimeoutMillis) {
        this.eventLoop = eventLoop;
        this.index = index;
        this.nanoTicker = nanoTicker;
        this.tickNanos = tickNanos;
        this.userTimeoutMillis = userTimeoutMillis;
        this.origin = nanoTicker.getAsLong();
    }

    public EventLoop eventLoop() {
        return eventLoop;
    }

    /// The loops of an engine are numbered from 0 in the order in which they were first used.
    int index() {
        return index;
    }

    /// Runs a task on the event loop: at once when called there, else soon. False when the loop has been shut
    /// down.
    public boolean run(Runnable task) {
        if (eventLoop.inEventLoop()) {
            task.run();
            return true;
        }
        try {
            eventLoop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /// A name that nobody can guess: 120 random bits in 20 characters.
    public String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /// Counts a message that went to a session. Only this loop writes, so no atomic step is needed.
    void countSent() {
        sent.setOpaque(sent.getPlain() + 1);
    }

    long sent() {
        return sent.getOpaque();
    }

    HeartbeatWheel wheel() {
        return wheel;
    }

    /// The length of so many ticks.
    Duration ticks(int count) {
        return Duration.ofNanos(count * tickNanos);
    }

    /// The last tick that begins no later than `nanos` from now.
    int tickWithin(long nanos) {
        return (int) ((nanoTicker.getAsLong() - origin + nanos) / tickNanos);
    }

    /// How long the kernel may wait for a vanished peer to take what was sent.
    int userTimeoutMillis() {
        return userTimeoutMillis;
    }

    void sweepEverySecond(Runnable sweep) {
        if (sweeping == null) {
            sweeping = eventLoop.scheduleAtFixedRate(sweep, 1, 1, TimeUnit.SECONDS);
        }
    }

    void startTicking() {
        if (ticking == null) {
            ticking = eventLoop.scheduleAtFixedRate(this::tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
        }
    }

    /// Meets the deadlines that are due. After a standstill only at the second tick: what came meanwhile has not been
    /// read yet, and may be the heartbeat or the goodbye of somebody who would be taken for lost.
    void tick() {
        int now = tickWithin(0);
        boolean late = (now - lastTick) * tickNanos > STANDSTILL_NANOS;
        lastTick = now;
        standstill = late && !standstill;
        if (!standstill) {
            meetDeadlines(now);
        }
    }

    private void meetDeadlines(int now) {
        for (WheelEntry entry : wheel.advance(now)) {
            if (entry.dueTick != 0) {
                continue; // placed anew by one before it, e.g. closed and lingering
            }
            try {
                entry.deadline();
            } catch (RuntimeException e) {
                LOG.error("deadline of a session failed", e);
            }
        }
    }

    private List<EngineSession> sessions() {
        List<EngineSession> all = new ArrayList<>(wheel.size());
        wheel.forEach(entry -> {
            if (entry instanceof EngineSession session) {
                all.add(session);
            }
        });
        return all;
    }

    /// Lets a session flush once, when everything else that waits on the loop now has been done.
    void flushLater(WritingSession session) {
        if (toFlush.isEmpty()) {
            eventLoop.execute(flushTask);
        }
        toFlush.add(session);
    }

    private void flushAll() {
        List<WritingSession> sessions = toFlush;
        toFlush = new ArrayList<>(Math.min(sessions.size(), 1024));
        for (WritingSession session : sessions) {
            session.flush();
        }
    }

    /// Closes every session and stops the ticking.
    void shutDown() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        if (sweeping != null) {
            sweeping.cancel(false);
        }
        for (EngineSession session : sessions()) {
            session.close(CloseReason.SERVER_SHUTDOWN);
            session.forget();
        }
    }
}
