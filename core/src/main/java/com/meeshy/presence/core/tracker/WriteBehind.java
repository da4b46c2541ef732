package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.port.StoreException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread behind [PresenceRecorder] (write-behind): collects for a moment, writes in bulk, and waits longer each
/// time the store is away.
public final class WriteBehind implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);

    /// Long enough to make one batch of a storm, short against every promise about stored presence.
    private static final Duration COLLECT = Duration.ofMillis(5);

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PresenceRecorder recorder;
    private final Thread thread;

    public WriteBehind(PresenceRecorder recorder) {
        this.recorder = recorder;
        this.thread = Thread.ofVirtual().name("presence-writer").start(this::run);
    }

    private void run() {
        while (true) {
            try {
                turn();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Writing presence failed and goes on", e);
            }
        }
    }

    private void turn() throws InterruptedException {
        recorder.awaitWork(IDLE);
        Thread.sleep(COLLECT);
        try {
            recorder.flush();
        } catch (StoreException e) {
            LOG.warn(
                    "Presence not written, kept for later: pending={} retryIn={} reason={}",
                    recorder.pending(),
                    recorder.retryDelay(),
                    e.getMessage());
            Thread.sleep(recorder.retryDelay());
        }
    }

    /// Stops, and writes what is left if the store can take it.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            recorder.flush();
        } catch (StoreException e) {
            LOG.error("Presence of {} participants could not be written before the end", recorder.pending(), e);
        }
    }
}
