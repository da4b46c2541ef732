package com.meeshy.presence.server.store;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which members of a conversation are wanted.
///
/// @param search part of a username or name, upper and lower case not counted; null for everybody
/// @param among only these, for instance those online now; null for everybody
/// @param limit at most so many, at least 1
public record MemberQuery(@Nullable String search, @Nullable Set<ParticipantId> among, int limit) {
    public MemberQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        among = among == null ? null : Set.copyOf(among);
    }

    /// Everybody.
    public static MemberQuery everybody() {
        return new MemberQuery(null, null, Integer.MAX_VALUE);
    }
}
