package com.meeshy.presence.storage.sqlite;

import java.sql.SQLException;
import java.util.List;

/// The one thread that writes. Whatever has gathered while it was busy goes into the next commit together, so callers
/// share the price of reaching the disk; each hears of success only after its commit.
///
/// A task that fails is undone alone. When a failure takes the whole transaction with it, as a full disk may, the
/// others are run again, one commit each.
final class SqliteWriter implements Runnable {
    private static final int LARGEST_COMMIT = 256;

    private final SqliteQueue queue;
    private final SqliteSession session;

    SqliteWriter(SqliteQueue queue, SqliteSession session) {
        this.queue = queue;
        this.session = session;
    }

    @Override
    public void run() {
        List<SqliteTask<?>> tasks = queue.take(LARGEST_COMMIT);
        while (!tasks.isEmpty()) {
            commit(tasks);
            tasks = queue.take(LARGEST_COMMIT);
        }
    }

    private void commit(List<SqliteTask<?>> tasks) {
        try {
            session.execute("BEGIN IMMEDIATE");
            if (runAll(tasks)) {
                session.execute("COMMIT");
                tasks.forEach(SqliteTask::deliver);
            } else {
                rollback();
                runAgainAlone(tasks);
            }
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it was, the callers hear of it and the thread goes on.
            rollback();
            tasks.forEach(task -> task.fail(e));
        }
    }

    /// @return false when the transaction is lost
    private boolean runAll(List<SqliteTask<?>> tasks) throws SQLException {
        for (SqliteTask<?> task : tasks) {
            session.execute("SAVEPOINT task");
            if (!task.run(session) && !undo()) {
                return false;
            }
            session.execute("RELEASE task");
        }
        return true;
    }

    private void runAgainAlone(List<SqliteTask<?>> tasks) {
        if (tasks.size() > 1) {
            tasks.forEach(task -> commit(List.of(task)));
        } else {
            tasks.forEach(SqliteTask::deliver);
        }
    }

    private boolean undo() {
        try {
            session.execute("ROLLBACK TO task");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void rollback() {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself.
        }
    }
}
