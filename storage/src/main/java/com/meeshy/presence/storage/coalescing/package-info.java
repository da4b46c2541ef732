/// How sign-ins read the store: people who connect at the same time are read together
/// ([com.meeshy.presence.storage.coalescing.ReadCoalescer]), and while the store is away, those seen lately are
/// answered from memory ([com.meeshy.presence.storage.coalescing.OutageCache]). Nothing is answered from
/// memory while the store can be asked.
///
/// In a storm the reads of all kinds take turns ([com.meeshy.presence.storage.coalescing.ReadPacing]).
///
/// Made by the wiring ([com.meeshy.presence.storage.coalescing.StoreReads]) over any store; authentication,
/// sign-in and snapshots read through it.
@NullMarked
package com.meeshy.presence.storage.coalescing;

import org.jspecify.annotations.NullMarked;
