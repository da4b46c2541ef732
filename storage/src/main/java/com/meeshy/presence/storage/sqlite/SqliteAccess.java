package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.storage.coalescing.ReadLane;
import org.jspecify.annotations.Nullable;

/// The database as its ports use it.
///
/// @param lane what its reads go through
record SqliteAccess(SqliteDatabase database, ReadLane lane) {
    /// As [SqliteDatabase#read], when it is its turn in the lane.
    <T extends @Nullable Object> T read(SqliteSession.Work<T> work) {
        return lane.take(() -> database.read(work));
    }

    /// As [SqliteDatabase#write].
    <T extends @Nullable Object> T write(SqliteSession.Work<T> work) {
        return database.write(work);
    }
}
