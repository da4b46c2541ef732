package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A participant's presence, in the form of the `user:status` event (SPEC §4).
///
/// @param username the name shown to others
record PresenceBody(
        String userId,
        String username,
        boolean isOnline,
        @Nullable Instant lastActiveAt,
        @Nullable Instant lastSeen,
        boolean isAnonymous,
        long version) {
    static PresenceBody of(PresenceView view) {
        return new PresenceBody(
                view.id().text(),
                view.name(),
                view.isOnline(),
                view.lastActiveAt(),
                view.lastSeen(),
                view.id().isAnonymous(),
                view.version());
    }
}
