package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One piece of work and its answer: run on a thread that owns a connection, delivered only when that thread says so,
/// which for a write is after the commit.
final class SqliteTask<T extends @Nullable Object> {
    private final Object database;
    private final SqliteSession.Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Outcome<T> outcome = new Failed<>(new IllegalStateException("not run yet"));

    private sealed interface Outcome<T extends @Nullable Object> {}

    private record Done<T extends @Nullable Object>(T result) implements Outcome<T> {}

    private record Failed<T extends @Nullable Object>(Throwable failure) implements Outcome<T> {}

    /// @param database named in error messages
    SqliteTask(Object database, SqliteSession.Work<T> work) {
        this.database = database;
        this.work = work;
    }

    /// Runs the work and keeps what comes of it, also a failure of any kind: the thread must go on.
    ///
    /// @return whether it succeeded
    boolean run(SqliteSession session) {
        try {
            outcome = new Done<>(work.with(session));
            return true;
        } catch (SQLException e) {
            outcome = new Failed<>(SqliteFailure.of(database, e));
        } catch (RuntimeException | Error e) {
            outcome = new Failed<>(e);
        }
        return false;
    }

    /// Wakes the caller with what came of [#run(SqliteSession)].
    void deliver() {
        switch (outcome) {
            case Done<T>(T result) -> answer.complete(result);
            case Failed<T>(Throwable failure) -> answer.completeExceptionally(failure);
        }
    }

    /// Wakes the caller with a failure, whatever came of the work.
    void fail(Throwable failure) {
        answer.completeExceptionally(failure instanceof SQLException e ? SqliteFailure.of(database, e) : failure);
    }

    /// Waits for the answer.
    ///
    /// @throws StoreException when the database failed, or gave no answer in time: the work may still be done then
    T answer(Duration patience) throws InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StoreException(database + ": no answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw new StoreException(database + ": the call failed", e);
            }
        }
    }
}
