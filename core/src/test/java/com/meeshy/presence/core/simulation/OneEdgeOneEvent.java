package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Announcements of coming and going alternate, nothing else changes `isOnline`, and versions grow.
final class OneEdgeOneEvent extends Invariant {
    private final Map<ParticipantId, PresenceView> last = new HashMap<>();

    OneEdgeOneEvent(World world) {
        super(world);
    }

    @Override
    void nodeStarted() {
        last.clear();
    }

    @Override
    void announced(PresenceView view, @Nullable Cause cause, SimulatedNode node) {
        if (node != world.node()) {
            return;
        }
        PresenceView before = last.put(view.id(), view);
        if (before == null) {
            return;
        }
        boolean edge = before.isOnline() != view.isOnline();
        boolean isToBeEdge = cause != Cause.ACTIVITY && cause != null;
        if (edge != isToBeEdge) {
            throw broken(view.id() + " was announced because " + cause + ", from " + before.isOnline() + " to "
                    + view.isOnline());
        }
        if (view.version() < before.version() || (cause != null && view.version() == before.version())) {
            throw broken(view.id() + " went from version " + before.version() + " to " + view.version());
        }
    }
}
