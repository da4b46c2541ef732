package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tables and their version, kept in the file's own `user_version`. Resource `sqlite/schema-N.sql` leads from
/// version N-1 to N; a file once released is never changed.
///
/// The last version is reached without SQL: by writing the whole file anew, so that no free page holds what older
/// versions kept in clear. A new file never held any of it.
final class SqliteSchema {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteSchema.class);

    private static final int TABLES = 4;
    private static final int SCRUBBED = 5;
    /// "Mshy": marks the file as a gateway's, so that no other program's database is ever changed.
    private static final int APPLICATION = 0x4d736879;

    private SqliteSchema() {}

    /// Brings the file up to the present version. The tables as a whole or not at all; what is left then is tried
    /// again with the next start.
    ///
    /// @throws StoreException when the file is another program's, or a newer gateway's
    static void bringUp(SqliteSession session, Object database) throws SQLException {
        session.execute("BEGIN IMMEDIATE");
        int version;
        try {
            version = pragma(session, "user_version");
            refuseForeign(session, database, version);
            MigrationFunctions.define(session);
            for (int next = version + 1; next <= TABLES; next++) {
                session.execute(resource("/sqlite/schema-" + next + ".sql"));
            }
            session.execute("PRAGMA application_id = " + APPLICATION);
            session.execute("PRAGMA user_version = " + (version == 0 ? SCRUBBED : Math.max(version, TABLES)));
            session.execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            session.execute("ROLLBACK");
            throw e;
        }
        if (version > 0 && version < SCRUBBED) {
            scrub(session, database);
        }
    }

    private static void scrub(SqliteSession session, Object database) {
        LOG.info("{}: written anew once, so that no session token is left in it; this takes a while", database);
        try {
            emptyLog(session);
            session.execute("VACUUM");
            emptyLog(session);
            session.execute("PRAGMA user_version = " + SCRUBBED);
        } catch (SQLException e) {
            LOG.warn(
                    "{}: not written anew, free pages may hold old session tokens; tried again at the next start: {}",
                    database,
                    e.getMessage());
        }
    }

    private static void emptyLog(SqliteSession session) throws SQLException {
        session.list("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.number("busy"));
    }

    private static void refuseForeign(SqliteSession session, Object database, int version) throws SQLException {
        boolean empty = !session.exists("SELECT 1 FROM sqlite_schema");
        if (!empty && pragma(session, "application_id") != APPLICATION) {
            throw new StoreException(database + ": this is another program's database; choose another DATA_DIR.");
        }
        if (version > SCRUBBED) {
            throw new StoreException(database + ": written by a newer gateway (schema " + version + ", this one knows "
                    + SCRUBBED + "); start that version, or choose another DATA_DIR.");
        }
    }

    private static int pragma(SqliteSession session, String name) throws SQLException {
        Long value = session.first("PRAGMA " + name, row -> row.number(name));
        return value == null ? 0 : Math.toIntExact(value);
    }

    private static String resource(String path) {
        try (@Nullable InputStream in = SqliteSchema.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing in this program: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
