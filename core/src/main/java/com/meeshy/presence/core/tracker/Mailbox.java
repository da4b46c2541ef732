package com.meeshy.presence.core.tracker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The bounded queue in front of a shard, with one policy for each kind of sender:
///
/// - [#put] waits while the box is full: for threads that may block (connections being opened).
/// - [#offer] refuses when the box is full: for what will come again anyway (activity).
/// - [#force] always succeeds: for the end of a connection, which must be neither lost nor wait on an event loop.
///   These are bounded by the number of connections, since each is opened by one `put`.
final class Mailbox {
    private final LinkedBlockingQueue<Command> queue;
    private final int capacity;

    Mailbox(int capacity) {
        this.capacity = capacity;
        this.queue = new LinkedBlockingQueue<>();
    }

    void put(Command command) throws InterruptedException {
        synchronized (this) {
            while (queue.size() >= capacity) {
                wait();
            }
        }
        queue.add(command);
    }

    boolean offer(Command command) {
        return queue.size() < capacity && queue.add(command);
    }

    void force(Command command) {
        queue.add(command);
    }

    /// The next command, or null when none came within the time.
    @Nullable
    Command poll(Duration atMost) throws InterruptedException {
        return queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Moves up to `most` waiting commands, and lets waiting senders go on.
    void drainTo(List<Command> commands, int most) {
        queue.drainTo(commands, most);
        synchronized (this) {
            notifyAll();
        }
    }

    int size() {
        return queue.size();
    }
}
