package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Presence;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import org.jspecify.annotations.Nullable;

/// What directory and store know of a participant: what a shard needs to take it in.
///
/// @param presence null when the store holds none
public record Known(Participant participant, @Nullable StoredPresence presence) {
    /// What viewers are told as long as the participant is not live.
    public PresenceView view() {
        return presence == null
                ? new PresenceView(participant.id(), participant.name(), false, null, null, 0)
                : new PresenceView(
                        participant.id(),
                        participant.name(),
                        presence.isOnline(),
                        presence.lastActiveAt(),
                        presence.lastSeen(),
                        presence.version());
    }

    /// With which a shard begins.
    Presence initial(Moment now) {
        return presence == null
                ? Presence.UNKNOWN
                : Presence.stored(
                        presence.isOnline(), presence.lastSeen(), presence.lastActiveAt(), presence.version(), now);
    }
}
