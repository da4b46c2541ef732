/// MongoDB held to the contracts, and what only MongoDB has to answer for.
///
/// The driver is the real one. The server is an imitation in memory, or the real one that `MONGODB_URI` names; see
/// [com.meeshy.presence.storage.mongo.TestServer].
@NullMarked
package com.meeshy.presence.storage.mongo;

import org.jspecify.annotations.NullMarked;
