/// How sign-ins read the store: people who connect at the same time are read together
/// ([com.meeshy.presence.server.store.reading.Batches]), and while the store is away, those seen lately are
/// answered from memory ([com.meeshy.presence.server.store.reading.Recollection]). Nothing is answered from
/// memory while the store can be asked.
///
/// In a storm the reads of all kinds take turns ([com.meeshy.presence.server.store.reading.Rush]); each read of
/// the store is counted ([com.meeshy.presence.server.store.reading.CountedStorage]).
///
/// Made by the wiring ([com.meeshy.presence.server.store.reading.StoreReads]) over any store; authentication,
/// sign-in and snapshots read through it.
@NullMarked
package com.meeshy.presence.server.store.reading;

import org.jspecify.annotations.NullMarked;
