package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of presence, written and read in few words.
abstract class PresenceRows extends StoreContract {
    ParticipantId guest(String nickname) {
        if (storage.guests().link("way-in") == null) {
            link(conversation("hall"), "way-in");
        }
        return joined("way-in", nickname).participant();
    }

    void write(StoredPresence... states) {
        storage.presence().write(List.of(states));
    }

    @Nullable
    StoredPresence loaded(ParticipantId id) {
        return storage.presence().load(List.of(id)).get(id);
    }

    static StoredPresence online(ParticipantId id, Instant lastActiveAt, long version) {
        return new StoredPresence(id, true, null, lastActiveAt, version);
    }

    static List<ParticipantId> idsOf(List<StoredPresence> states) {
        return states.stream().map(StoredPresence::id).toList();
    }
}
