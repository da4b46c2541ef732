package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads presence: live first, stored second. Calls may block and may throw
/// [com.meeshy.presence.core.port.StoreException], unless they say that they ask memory only.
public final class PresenceReader {
    /// Events written to a connection that had already died may be this old when the client comes back: detection
    /// takes 35 s, clocks of nodes may differ by seconds.
    private static final Duration RESUME_MARGIN = Duration.ofMinutes(2);

    private final Tracker tracker;
    private final Directory directory;
    private final ParticipantLoader loader;
    private final VisibilityRule rule;

    public PresenceReader(Tracker tracker, Directory directory, ParticipantLoader loader) {
        this(tracker, directory, loader, new VisibilityRule(conversation -> false));
    }

    public PresenceReader(Tracker tracker, Directory directory, ParticipantLoader loader, VisibilityRule rule) {
        this.tracker = tracker;
        this.directory = directory;
        this.loader = loader;
        this.rule = rule;
    }

    /// Everybody whom the viewer may see, each once: those who share an ordinary conversation with it, and
    /// itself. Taken after the viewer's connection has joined its rooms, no change is missed: it is here or it
    /// was announced, or both, and the version tells which is newer.
    public List<PresenceView> visibleTo(Participant viewer) {
        return snapshot(viewer).views();
    }

    /// [#visibleTo] with the members of each conversation.
    public Snapshot snapshot(Participant viewer) {
        return snapshot(viewer, viewer.conversations(), true);
    }

    /// What became visible to a viewer who joined these conversations while connected.
    public Snapshot snapshotOf(Participant viewer, Collection<ConversationId> joined) {
        return snapshot(viewer, joined, false);
    }

    /// The answer to a client whose digest of this conversation differs.
    public Snapshot snapshotOf(ConversationId conversation) {
        Set<ParticipantId> members = directory.members(List.of(conversation)).getOrDefault(conversation, Set.of());
        return new Snapshot(of(members), Map.of(conversation, members), false);
    }

    /// What a viewer who comes back has missed, or null when that is not known any more and it needs a whole
    /// snapshot. Asks memory only. A digest of each conversation should follow.
    ///
    /// @param highestVersion the greatest version that the client has heard of
    /// @param followed the conversations whose members the client knows
    public @Nullable Snapshot missedSince(Participant viewer, long highestVersion, Set<ConversationId> followed) {
        if (!followed.equals(Set.copyOf(rule.ordinary(viewer.conversations())))) {
            return null;
        }
        if (tracker.isAhead(highestVersion)) {
            // Of a clock that was ahead: who changed since may have a smaller one.
            return null;
        }
        Instant since = Instant.ofEpochMilli(Math.max(0, highestVersion)).minus(RESUME_MARGIN);
        if (since.isBefore(tracker.knowsSince()) || tracker.attendance().membersChangedSince(followed, since)) {
            return null;
        }
        Map<ParticipantId, PresenceView> missed = new HashMap<>();
        PresenceView self = tracker.live(viewer.id());
        if (self != null) {
            missed.put(self.id(), self);
        }
        for (ConversationId conversation : rule.ordinary(viewer.conversations())) {
            tracker.attendance().forEach(conversation, view -> {
                if (view.version() >= since.toEpochMilli()) {
                    missed.put(view.id(), view);
                }
            });
        }
        return new Snapshot(List.copyOf(missed.values()), Map.of(), false);
    }

    /// Those of a large conversation who are connected now, for a viewer who opens it. Asks memory only.
    public List<PresenceView> crowd(ConversationId conversation) {
        return tracker.attendance().online(conversation);
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
            for (Known stranger : loader.load(notLive)) {
                tracker.told(stranger);
                views.add(stranger.view());
            }
        }
        return views;
    }

    private Snapshot snapshot(Participant viewer, Collection<ConversationId> conversations, boolean complete) {
        Map<ConversationId, Set<ParticipantId>> members = directory.members(rule.ordinary(conversations));
        return new Snapshot(of(VisibilityRule.shownTo(viewer.id(), members)), members, complete);
    }
}
