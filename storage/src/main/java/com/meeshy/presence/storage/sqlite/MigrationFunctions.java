package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.storage.model.NameKey;
import com.meeshy.presence.storage.model.PersonName;
import com.meeshy.presence.storage.model.SessionToken;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/// What the scripts of [SqliteSchema] need of this program, as functions of SQL: `token_hash(token)`,
/// `name_key(name)` and `shown_name(displayName, firstName, lastName, username, id)`.
final class MigrationFunctions {
    private MigrationFunctions() {}

    static void define(SqliteSession session) throws SQLException {
        session.define("token_hash", new OfTexts(texts -> SessionToken.hashed(text(texts[0]))));
        session.define("name_key", new OfTexts(texts -> NameKey.of(text(texts[0]))));
        session.define(
                "shown_name", new OfTexts(texts -> PersonName.of(texts[0], texts[1], texts[2], texts[3], texts[4])));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private interface Texts {
        String answer(@Nullable String[] texts);
    }

    /// A function whose arguments and answer are texts.
    private static final class OfTexts extends Function {
        private final Texts body;

        private OfTexts(Texts body) {
            this.body = body;
        }

        @Override
        protected void xFunc() throws SQLException {
            @Nullable String[] texts = new @Nullable String[args()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = value_text(i);
            }
            result(body.answer(texts));
        }
    }
}
