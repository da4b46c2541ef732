package com.meeshy.presence.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sets that are one parameter of a statement.
class SqliteSessionTest {
    @Test
    void aSetOfTextsIsReadAsItWasGiven() throws SQLException {
        List<String> texts = List.of("plain", "", "a \"quoted\" \\ name", "line\nand tab\t\u0001", "Zoë 🦊", "],[");

        try (SqliteSession session = new SqliteSession(DriverManager.getConnection("jdbc:sqlite::memory:"))) {
            assertThat(session.list(
                            "SELECT value FROM json_each(?)", row -> row.text("value"), SqliteSession.texts(texts)))
                    .containsExactlyElementsOf(texts);
            assertThat(session.exists("SELECT value FROM json_each(?)", SqliteSession.texts(List.of())))
                    .isFalse();
        }
    }
}
