package com.meeshy.presence.server.store.sqlite;

import com.meeshy.presence.core.port.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The tables and their version, kept in the file's own `user_version`. Resource `sqlite/schema-N.sql` leads from
/// version N-1 to N; a file once released is never changed.
final class SqliteSchema {
    private static final int VERSION = 3;
    /// "Mshy": marks the file as a gateway's, so that no other program's database is ever changed.
    private static final int APPLICATION = 0x4d736879;

    private SqliteSchema() {}

    /// Brings the file up to the present version, as a whole or not at all.
    ///
    /// @throws StoreException when the file is another program's, or a newer gateway's
    static void bringUp(SqliteSession session, Object database) throws SQLException {
        session.execute("BEGIN IMMEDIATE");
        try {
            int version = pragma(session, "user_version");
            refuseForeign(session, database, version);
            for (int next = version + 1; next <= VERSION; next++) {
                session.execute(resource("/sqlite/schema-" + next + ".sql"));
            }
            session.execute("PRAGMA application_id = " + APPLICATION);
            session.execute("PRAGMA user_version = " + VERSION);
            session.execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            session.execute("ROLLBACK");
            throw e;
        }
    }

    private static void refuseForeign(SqliteSession session, Object database, int version) throws SQLException {
        boolean empty = !session.exists("SELECT 1 FROM sqlite_schema");
        if (!empty && pragma(session, "application_id") != APPLICATION) {
            throw new StoreException(database + ": this is another program's database; choose another DATA_DIR.");
        }
        if (version > VERSION) {
            throw new StoreException(database + ": written by a newer gateway (schema " + version + ", this one knows "
                    + VERSION + "); start that version, or choose another DATA_DIR.");
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
