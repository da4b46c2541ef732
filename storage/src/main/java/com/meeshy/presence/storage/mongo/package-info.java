/// The collections of an existing Meeshy database (SPEC §6), read and written as they are: nothing is migrated, a field
/// may be missing, and nobody else's field is touched.
///
/// A port asks its [com.meeshy.presence.storage.mongo.MongoTable], which goes through
/// [com.meeshy.presence.storage.mongo.MongoConnection]: a fair gate in front of the driver's pool,
/// timeouts, and retries, for which every call here can be repeated. Only what MongoDB 4.4 and the servers that
/// speak like it have: no transactions, no change streams, no updates by pipeline. The way in is
/// [com.meeshy.presence.storage.mongo.MongoStorage].
@NullMarked
package com.meeshy.presence.storage.mongo;

import org.jspecify.annotations.NullMarked;
