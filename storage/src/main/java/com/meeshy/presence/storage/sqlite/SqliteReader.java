package com.meeshy.presence.storage.sqlite;

import java.sql.SQLException;
import java.util.List;

/// One thread with a connection of its own that answers reads, each from one snapshot. A platform thread: a virtual
/// one would hold up its carrier, of which the whole gateway has a handful, for the length of a query.
final class SqliteReader implements Runnable {
    private final SqliteQueue queue;
    private final SqliteSession session;

    SqliteReader(SqliteQueue queue, SqliteSession session) {
        this.queue = queue;
        this.session = session;
    }

    @Override
    public void run() {
        List<SqliteTask<?>> tasks = queue.take(1);
        while (!tasks.isEmpty()) {
            answer(tasks.getFirst());
            tasks = queue.take(1);
        }
    }

    private void answer(SqliteTask<?> task) {
        try {
            session.execute("BEGIN");
            task.run(session);
            task.deliver();
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it was, the caller hears of it and the thread goes on.
            task.fail(e);
        } finally {
            end();
        }
    }

    private void end() {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            // A failed read may have ended its transaction itself; there is nothing else to undo.
        }
    }
}
