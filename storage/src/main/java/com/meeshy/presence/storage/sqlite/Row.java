package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.ObjectId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The current row of an answer, in the domain's types.
final class Row {
    private static final int ID_BYTES = 12;

    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    ObjectId id(String column) throws SQLException {
        ObjectId id = idOrNull(column);
        if (id == null) {
            throw new SQLException("column " + column + " holds no id");
        }
        return id;
    }

    @Nullable
    ObjectId idOrNull(String column) throws SQLException {
        byte[] bytes = results.getBytes(column);
        if (bytes == null || bytes.length != ID_BYTES) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ObjectId(buffer.getLong(), buffer.getInt());
    }

    String text(String column) throws SQLException {
        return textOr(column, "");
    }

    String textOr(String column, String missing) throws SQLException {
        String text = results.getString(column);
        return text == null ? missing : text;
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return results.getString(column);
    }

    /// Missing is false.
    boolean flag(String column) throws SQLException {
        return results.getInt(column) != 0;
    }

    long number(String column) throws SQLException {
        return results.getLong(column);
    }

    @Nullable
    Integer numberOrNull(String column) throws SQLException {
        int number = results.getInt(column);
        return results.wasNull() ? null : number;
    }

    Instant moment(String column) throws SQLException {
        return Instant.ofEpochMilli(results.getLong(column));
    }

    @Nullable
    Instant momentOrNull(String column) throws SQLException {
        long millis = results.getLong(column);
        return results.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static byte[] bytes(ObjectId id) {
        return ByteBuffer.allocate(ID_BYTES).putLong(id.high()).putInt(id.low()).array();
    }
}
