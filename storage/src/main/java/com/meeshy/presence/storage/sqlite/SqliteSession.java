package com.meeshy.presence.storage.sqlite;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/// One connection with the statements prepared on it so far. Belongs to one thread.
///
/// Statements are the constants of this package, so the cache is as large as their number and never emptied.
final class SqliteSession implements AutoCloseable {
    /// To be written as `id IN (` + this + `)`: one parameter, a set made by [#ids(Collection)], whatever its
    /// size.
    static final String THESE_IDS = "SELECT unhex(value) FROM json_each(?)";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    SqliteSession(Connection connection) {
        this.connection = connection;
    }

    /// What to do with a session: the body of a read or a write. May be run again after a failure, so it changes
    /// nothing but the database.
    interface Work<T extends @Nullable Object> {
        T with(SqliteSession session) throws SQLException;
    }

    /// Makes a value of the current row.
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    <T> List<T> list(String sql, Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        return run(sql, parameters, statement -> {
            List<T> found = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                Row row = new Row(results);
                while (results.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        });
    }

    <T> @Nullable T first(String sql, Reader<T> reader, @Nullable Object... parameters) throws SQLException {
        return this.<@Nullable T>run(sql, parameters, statement -> {
            try (ResultSet results = statement.executeQuery()) {
                return results.next() ? reader.read(new Row(results)) : null;
            }
        });
    }

    boolean exists(String sql, @Nullable Object... parameters) throws SQLException {
        return first(sql, _ -> Boolean.TRUE, parameters) != null;
    }

    /// @return how many rows changed
    int change(String sql, @Nullable Object... parameters) throws SQLException {
        return run(sql, parameters, PreparedStatement::executeUpdate);
    }

    /// Runs a statement, or several parted by semicolons, that has no parameters and no answer.
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /// Makes a function known to this connection's SQL.
    void define(String name, Function function) throws SQLException {
        Function.create(connection, name, function);
    }

    /// A set of ids as one parameter, for [#THESE_IDS].
    static String ids(Collection<ObjectId> ids) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(ids.size());
        ids.forEach(id -> json.add(id.toString()));
        return json.toString();
    }

    /// A set of texts as one parameter, to be read with `json_each(?)`.
    static String texts(Collection<String> texts) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(texts.size());
        texts.forEach(json::add);
        return json.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private interface Step<T extends @Nullable Object> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T extends @Nullable Object> T run(String sql, @Nullable Object[] parameters, Step<T> step)
            throws SQLException {
        try {
            PreparedStatement statement = prepared(sql);
            for (int i = 0; i < parameters.length; i++) {
                bind(statement, i + 1, parameters[i]);
            }
            return step.with(statement);
        } catch (SQLException e) {
            // The driver closes a statement that failed; it must not be met again.
            prepared.remove(sql);
            throw e;
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, java.sql.Types.NULL);
            case String text -> statement.setString(index, text);
            case ObjectId id -> statement.setBytes(index, Row.bytes(id));
            case ConversationId id -> statement.setBytes(index, Row.bytes(id.value()));
            case Instant moment -> statement.setLong(index, moment.toEpochMilli());
            case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
            case Integer number -> statement.setInt(index, number);
            case Long number -> statement.setLong(index, number);
            default -> throw new IllegalArgumentException("no SQL form for " + value.getClass());
        }
    }
}
