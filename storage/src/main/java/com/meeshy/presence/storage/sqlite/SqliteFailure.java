package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoreFullException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Says in a sentence an operator understands what SQLite reports as a code.
final class SqliteFailure {
    private static final int PRIMARY_CODE = 0xff;

    private SqliteFailure() {}

    /// @param database the file, as it is to be named in the sentence
    static StoreException of(Object database, SQLException failure) {
        String sentence = database + ": " + explanation(failure);
        return failure instanceof SQLiteException sqlite && primary(sqlite) == SQLiteErrorCode.SQLITE_FULL
                ? new StoreFullException(sentence, failure)
                : new StoreException(sentence, failure);
    }

    private static String explanation(SQLException failure) {
        if (!(failure instanceof SQLiteException sqlite)) {
            return "the database refused: " + failure.getMessage();
        }
        return switch (primary(sqlite)) {
            case SQLITE_FULL -> "the disk is full, or the database has reached its permitted size";
            case SQLITE_READONLY -> "the database may not be written; check owner and permissions of the file";
            case SQLITE_PERM, SQLITE_AUTH -> "the operating system refuses access; check owner and permissions";
            case SQLITE_CANTOPEN -> "the file cannot be opened; check that it is a file and its permissions";
            case SQLITE_NOTADB -> "the file is not an SQLite database; move it away or restore a backup";
            case SQLITE_CORRUPT -> "the database is damaged; stop the gateway and restore a backup";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds the database locked; try again later";
            case SQLITE_IOERR -> "the disk failed to read or write (" + failure.getMessage() + ")";
            default -> "the database refused: " + failure.getMessage();
        };
    }

    private static SQLiteErrorCode primary(SQLiteException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & PRIMARY_CODE);
    }
}
