package com.meeshy.presence.live.authentication;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where credentials wait that anybody can send and that cost a signature or a look-up: a few are checked at a
/// time, so that those who are signed in do not feel it; the others wait in the order they came; and when too many
/// wait, the next is turned away. Any thread; never blocks.
public final class StrangersLane {
    private static final Logger LOG = LoggerFactory.getLogger(StrangersLane.class);

    private final int atOnce;
    private final long mostBytes;
    private final Executor virtualThreads;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int running;

    /// @param atOnce checks under way at most
    /// @param mostBytes what all that wait may hold together
    public StrangersLane(int atOnce, long mostBytes, Executor virtualThreads) {
        this.atOnce = atOnce;
        this.mostBytes = mostBytes;
        this.virtualThreads = virtualThreads;
    }

    /// @param bytes about what the check holds while it waits
    /// @return false when there is no room: it will not be run
    boolean offer(Runnable check, int bytes) {
        Waiting one = new Waiting(check, bytes);
        synchronized (waiting) {
            if (running >= atOnce) {
                if (waitingBytes + bytes > mostBytes) {
                    return false;
                }
                waiting.add(one);
                waitingBytes += bytes;
                return true;
            }
            running++;
        }
        virtualThreads.execute(() -> run(one));
        return true;
    }

    private void run(Waiting first) {
        Waiting next = first;
        while (next != null) {
            try {
                next.check.run();
            } catch (RuntimeException e) {
                LOG.error("The check of a credential failed on a defect", e);
            }
            next = next();
        }
    }

    private @Nullable Waiting next() {
        synchronized (waiting) {
            Waiting next = waiting.poll();
            if (next == null) {
                running--;
            } else {
                waitingBytes -= next.bytes;
            }
            return next;
        }
    }

    private record Waiting(Runnable check, int bytes) {}
}
