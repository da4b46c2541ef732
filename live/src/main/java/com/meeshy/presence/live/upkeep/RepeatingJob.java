package com.meeshy.presence.live.upkeep;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a task again and again on a virtual thread, the interval apart. A task that fails is logged and runs
/// again: a job ends only when it is closed.
public final class RepeatingJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatingJob.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread thread;

    private RepeatingJob(Thread thread) {
        this.thread = thread;
    }

    /// Starts a job; its first run comes one interval from now.
    public static RepeatingJob every(Duration interval, String name, Runnable task) {
        return new RepeatingJob(Thread.ofVirtual().name(name).start(() -> repeat(interval, name, task)));
    }

    private static void repeat(Duration interval, String name, Runnable task) {
        while (true) {
            try {
                Thread.sleep(interval);
                task.run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Job {} failed and goes on", name, e);
            }
        }
    }

    /// Stops after the run under way, if any.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
