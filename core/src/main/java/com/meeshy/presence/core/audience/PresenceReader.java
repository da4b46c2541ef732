package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads presence: live first, stored second. Calls may block and may throw
/// [com.meeshy.presence.core.port.StoreException].
public final class PresenceReader {
    private final Tracker tracker;
    private final Directory directory;
    private final ParticipantLoader loader;

    public PresenceReader(Tracker tracker, Directory directory, ParticipantLoader loader) {
        this.tracker = tracker;
        this.directory = directory;
        this.loader = loader;
    }

    /// Everybody whom the viewer may see, each once: those who share a conversation with it, and itself. Taken
    /// after the viewer's connection has joined its rooms, no change is missed: it is here or it was announced,
    /// or both, and the version tells which is newer.
    public List<PresenceView> visibleTo(Participant viewer) {
        Set<ParticipantId> visible = new HashSet<>();
        visible.add(viewer.id());
        directory.members(viewer.conversations()).values().forEach(visible::addAll);
        return of(visible);
    }

    /// Presence of those of the given participants that exist, in no order. Does not ask who may see them.
    public List<PresenceView> of(Collection<ParticipantId> ids) {
        List<PresenceView> views = new ArrayList<>(ids.size());
        List<ParticipantId> notLive = new ArrayList<>();
        for (ParticipantId id : ids) {
            PresenceView live = tracker.live(id);
            if (live == null) {
                notLive.add(id);
            } else {
                views.add(live);
            }
        }
        if (!notLive.isEmpty()) {
            loader.load(notLive).forEach(known -> views.add(known.view()));
        }
        return views;
    }
}
