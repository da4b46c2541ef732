package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Where callers leave work for the threads that own a connection, and wait for the answer.
///
/// Bounded. Overflow policy: the caller waits for a place, at most as long as for an answer, then gets a
/// [StoreException]; nothing accepted is ever dropped.
final class SqliteQueue {
    private final Object database;
    private final BlockingQueue<SqliteTask<?>> tasks;
    private final Duration patience;
    private volatile boolean closed;

    /// @param database named in error messages
    /// @param patience how long a caller waits for a place, and then for its answer
    SqliteQueue(Object database, int capacity, Duration patience) {
        this.database = database;
        this.patience = patience;
        this.tasks = new ArrayBlockingQueue<>(capacity);
    }

    /// Runs the work on one of the threads behind this queue and waits for the answer.
    ///
    /// @throws StoreException when the database fails, or there was no place or no answer in time;
    ///     the work may still be done then
    <T extends @Nullable Object> T ask(SqliteSession.Work<T> work) {
        SqliteTask<T> task = new SqliteTask<>(database, work);
        try {
            enqueue(task);
            return task.answer(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(database + ": interrupted while waiting", e);
        }
    }

    /// For the threads behind the queue: waits for work. Interrupt the thread after [#close()].
    ///
    /// @return what has gathered, at most `limit`; empty once the queue is closed and everything accepted was taken
    List<SqliteTask<?>> take(int limit) {
        List<SqliteTask<?>> taken = new ArrayList<>();
        SqliteTask<?> first = first();
        if (first != null) {
            taken.add(first);
            tasks.drainTo(taken, limit - 1);
        }
        return taken;
    }

    int waiting() {
        return tasks.size();
    }

    /// Refuses new work; what was accepted is still done.
    void close() {
        closed = true;
    }

    private @Nullable SqliteTask<?> first() {
        while (true) {
            try {
                return closed ? tasks.poll() : tasks.take();
            } catch (InterruptedException e) {
                // Only closing ends a thread that owns a connection: look again whether that is why.
            }
        }
    }

    private void enqueue(SqliteTask<?> task) throws InterruptedException {
        if (closed) {
            throw closedFailure();
        }
        if (!tasks.offer(task, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new StoreException(database + ": too many calls are waiting; try again later");
        }
        // Closed meanwhile: the threads may have looked for the last time already.
        if (closed && tasks.remove(task)) {
            throw closedFailure();
        }
    }

    private StoreException closedFailure() {
        return new StoreException(database + ": the store is closed");
    }
}
