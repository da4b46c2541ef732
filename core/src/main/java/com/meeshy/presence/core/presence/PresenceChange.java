package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.time.Moment;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// A change that viewers must hear of.
///
/// @param view what they are told
/// @param audience the subject's conversations: whoever shares one of them is a viewer, besides the subject
///     itself
/// @param cause why, for metrics and logs
/// @param moment when it happened
public record PresenceChange(PresenceView view, Set<ConversationId> audience, Cause cause, Moment moment) {

    /// When it happened, server time.
    public Instant at() {
        return moment.at();
    }

    /// The same change for fewer conversations.
    public PresenceChange without(Set<ConversationId> others) {
        Set<ConversationId> rest = new HashSet<>(audience);
        rest.removeAll(others);
        return new PresenceChange(view, Set.copyOf(rest), cause, moment);
    }

    /// Why a change was announced.
    public enum Cause {
        CONNECTED,
        DISCONNECTED,
        ACTIVITY,
        ZOMBIE,
        NODE_DEATH
    }
}
