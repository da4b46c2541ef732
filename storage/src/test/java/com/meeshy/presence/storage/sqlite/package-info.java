/// SQLite held to the contracts, and what only SQLite owes: its files, its query plans, its failures, `kill -9`.
@NullMarked
package com.meeshy.presence.storage.sqlite;

import org.jspecify.annotations.NullMarked;
