package com.meeshy.presence.core.presence;

import org.jspecify.annotations.Nullable;

/// The outcome of one event: the next state, and what the outside world must hear of it.
///
/// @param store whether the next state must be written
/// @param announce why viewers must be told, null when they need not
public record Transition(Presence next, boolean store, PresenceChange.@Nullable Cause announce) {
    static Transition silent(Presence next) {
        return new Transition(next, false, null);
    }
}
