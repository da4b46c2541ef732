package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/// The file `DATA_DIR/meeshy.db` and the threads that may touch it: one that writes, a few that read.
///
/// Safe from any thread. A write that has returned survives `kill -9` and the loss of power (decision 0010).
public final class SqliteDatabase implements AutoCloseable {
    static final int READERS = 4;
    private static final int WAITING_WRITES = 4096;
    private static final int WAITING_READS = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUSY_MILLIS = 5_000;
    private static final int WRITER_CACHE_KB = 32_000;
    private static final int READER_CACHE_KB = 8_000;
    /// 32 MB of log before it is folded back into the file: a storm touches 3,000 pages in every slice.
    private static final String FOLD_LOG_SELDOM = "PRAGMA wal_autocheckpoint = 8000";

    private final DataFolder folder;
    private final SqliteQueue writes;
    private final SqliteQueue reads;
    private final LongAdder readsSoFar = new LongAdder();
    private final List<SqliteSession> sessions = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private SqliteDatabase(DataFolder folder) {
        this.folder = folder;
        this.writes = new SqliteQueue(folder.database(), WAITING_WRITES, PATIENCE);
        this.reads = new SqliteQueue(folder.database(), WAITING_READS, PATIENCE);
    }

    /// Opens the database, and creates folder, file and tables when they are missing.
    ///
    /// @throws StoreException saying in a sentence why it cannot be used
    public static SqliteDatabase open(Path dataDir) {
        SqliteDatabase database = new SqliteDatabase(DataFolder.hold(dataDir));
        try {
            database.start();
            return database;
        } catch (SQLException e) {
            database.close();
            throw SqliteFailure.of(database.folder.database(), e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Runs the work on one snapshot of the data.
    <T extends @Nullable Object> T read(SqliteSession.Work<T> work) {
        readsSoFar.increment();
        return reads.ask(work);
    }

    /// Runs the work as a whole or not at all; when this returns, it is durable.
    <T extends @Nullable Object> T write(SqliteSession.Work<T> work) {
        return writes.ask(work);
    }

    /// How often [#read] was called.
    long readsSoFar() {
        return readsSoFar.sum();
    }

    /// Writes accepted and not yet begun.
    int waitingWrites() {
        return writes.waiting();
    }

    /// Finishes what was accepted, then closes the file and frees the folder. May be repeated.
    @Override
    public synchronized void close() {
        writes.close();
        reads.close();
        threads.forEach(Thread::interrupt);
        threads.forEach(SqliteDatabase::joinUninterruptibly);
        // Readers first: the last connection to close folds the log back into the file, and only the writer can.
        try {
            sessions.reversed().forEach(this::close);
        } finally {
            sessions.clear();
            folder.close();
        }
    }

    private void start() throws SQLException {
        SqliteSession writer = session(false);
        writer.execute(FOLD_LOG_SELDOM);
        SqliteSchema.bringUp(writer, folder.database());
        run("sqlite-writer", new SqliteWriter(writes, writer));
        for (int i = 1; i <= READERS; i++) {
            run("sqlite-reader-" + i, new SqliteReader(reads, session(true)));
        }
    }

    private SqliteSession session(boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // Negative: kilobytes instead of pages.
        config.setCacheSize(readOnly ? -READER_CACHE_KB : -WRITER_CACHE_KB);
        config.setTempStore(TempStore.MEMORY);
        if (readOnly) {
            config.setReadOnly(true);
        } else {
            config.setJournalMode(JournalMode.WAL);
            config.setSynchronous(SynchronousMode.FULL);
        }
        SqliteSession session = new SqliteSession(config.createConnection("jdbc:sqlite:" + folder.database()));
        sessions.add(session);
        return session;
    }

    private void run(String name, Runnable body) {
        threads.add(Thread.ofPlatform().name(name).daemon().start(body));
    }

    private void close(SqliteSession session) {
        try {
            session.close();
        } catch (SQLException e) {
            throw SqliteFailure.of(folder.database(), e);
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
