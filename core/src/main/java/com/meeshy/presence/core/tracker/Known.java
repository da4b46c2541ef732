package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import org.jspecify.annotations.Nullable;

/// What directory and store know of a participant: what a shard needs to take it in.
///
/// @param presence null when the store holds none
public record Known(Participant participant, @Nullable StoredPresence presence) {}
