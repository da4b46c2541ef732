package com.meeshy.presence.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The same tables as in `seed.mjs`, with the same statements: what costs time is the server around them.
final class SeedTables {
    private final PreparedStatement findUser;
    private final PreparedStatement findConversations;
    private final PreparedStatement setOnline;
    private final PreparedStatement setOffline;

    /// @param population an import document
    SeedTables(Path folder, Path population) throws SQLException, IOException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("seed.db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("CREATE TABLE user (id TEXT PRIMARY KEY, username TEXT NOT NULL,"
                    + " isOnline INTEGER NOT NULL DEFAULT 0, lastSeen INTEGER NOT NULL DEFAULT 0,"
                    + " lastActiveAt INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID");
            statement.execute("CREATE TABLE membership (user TEXT NOT NULL, conversation TEXT NOT NULL,"
                    + " PRIMARY KEY (user, conversation)) WITHOUT ROWID");
        }
        connection.setAutoCommit(false);
        fill(connection, new ObjectMapper().readTree(population.toFile()));
        connection.commit();
        connection.setAutoCommit(true);
        findUser = connection.prepareStatement("SELECT username FROM user WHERE id = ?");
        findConversations = connection.prepareStatement("SELECT conversation FROM membership WHERE user = ?");
        setOnline = connection.prepareStatement("UPDATE user SET isOnline = 1, lastActiveAt = ? WHERE id = ?");
        setOffline = connection.prepareStatement("UPDATE user SET isOnline = 0, lastSeen = ? WHERE id = ?");
    }

    private static void fill(Connection connection, JsonNode population) throws SQLException {
        try (PreparedStatement user = connection.prepareStatement("INSERT INTO user (id, username) VALUES (?, ?)");
                PreparedStatement membership = connection.prepareStatement("INSERT INTO membership VALUES (?, ?)")) {
            for (JsonNode each : population.path("users")) {
                user.setString(1, each.path("id").asText());
                user.setString(2, each.path("username").asText());
                user.execute();
            }
            for (JsonNode conversation : population.path("conversations")) {
                for (JsonNode member : conversation.path("members")) {
                    membership.setString(1, member.asText());
                    membership.setString(2, conversation.path("id").asText());
                    membership.execute();
                }
            }
        }
    }

    synchronized @Nullable String username(String user) throws SQLException {
        findUser.setString(1, user);
        try (ResultSet found = findUser.executeQuery()) {
            return found.next() ? found.getString(1) : null;
        }
    }

    synchronized List<String> conversations(String user) throws SQLException {
        findConversations.setString(1, user);
        List<String> all = new ArrayList<>();
        try (ResultSet found = findConversations.executeQuery()) {
            while (found.next()) {
                all.add(found.getString(1));
            }
        }
        return all;
    }

    synchronized void update(String user, boolean online, long now) throws SQLException {
        PreparedStatement update = online ? setOnline : setOffline;
        update.setLong(1, now);
        update.setString(2, user);
        update.executeUpdate();
    }
}
