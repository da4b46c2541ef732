package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.port.Announcer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An announcer that is told in a thread of its own, in order. When it is too slow it misses news, and nobody waits.
final class Follower implements AutoCloseable {
    /// Some seconds of a storm.
    static final int MOST_WAITING = 65_536;

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Announcer announcer;
    private final BlockingQueue<Consumer<Announcer>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicLong missed = new AtomicLong();
    private final Thread thread;

    /// Confined to the thread.
    private boolean over;

    Follower(Announcer announcer) {
        this.announcer = announcer;
        this.thread = Thread.ofVirtual()
                .name("follower-" + announcer.getClass().getSimpleName())
                .start(this::run);
    }

    /// Never waits and never throws.
    void tell(Consumer<Announcer> news) {
        if (!waiting.offer(news) && missed.getAndIncrement() == 0) {
            LOG.warn("{} is too slow and misses news", announcer);
        }
    }

    private void run() {
        try {
            while (!over) {
                hear(waiting.take());
            }
        } catch (InterruptedException e) {
            // It had its time: close() waits no longer.
            return;
        }
    }

    private void hear(Consumer<Announcer> news) {
        try {
            news.accept(announcer);
        } catch (RuntimeException e) {
            LOG.error("{} failed at one piece of news and goes on", announcer, e);
        }
        long lost = waiting.isEmpty() ? missed.getAndSet(0) : 0;
        if (lost > 0) {
            LOG.warn("{} has caught up and missed {} pieces of news", announcer, lost);
        }
    }

    @Override
    public void close() {
        if (!waiting.offer(last -> over = true)) {
            thread.interrupt();
        }
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
