package com.meeshy.presence.live.line;

import com.meeshy.presence.core.identity.ConversationId;
import java.util.Set;

/// What a client says of its knowledge in `auth.presence` of the handshake: that it follows members and digests,
/// and where it can resume.
///
/// @param highestVersion the greatest version it has heard of; negative when it never had a whole snapshot
/// @param conversations those whose members it knows
public record Resumption(long highestVersion, Set<ConversationId> conversations) {
    /// Of a client that follows, and starts anew.
    public static final Resumption NOTHING_KNOWN = new Resumption(-1, Set.of());

    public boolean knowsSomething() {
        return highestVersion >= 0;
    }
}
