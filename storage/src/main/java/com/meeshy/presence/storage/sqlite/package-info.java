/// Everything in one file, `DATA_DIR/meeshy.db`, so that a fresh machine needs no server: SQLite in WAL mode.
///
/// A call goes from a virtual thread to [com.meeshy.presence.storage.sqlite.SqliteDatabase], which lets one of a
/// few reader threads, or the one writer thread, run it and wakes the caller with the answer. The writer commits
/// together whatever has gathered meanwhile. Each `Sqlite…` port holds the statements of one family of rows; the way in
/// is [com.meeshy.presence.storage.sqlite.SqliteStorage].
@NullMarked
package com.meeshy.presence.storage.sqlite;

import org.jspecify.annotations.NullMarked;
