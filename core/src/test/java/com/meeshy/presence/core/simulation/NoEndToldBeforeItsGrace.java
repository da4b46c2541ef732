package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.HashMap;
import java.util.Map;

/// Whoever lost a line without a goodbye is not announced as offline before the grace of that line is over, unless
/// there was a new one in between (SPEC §3.4).
final class NoEndToldBeforeItsGrace extends Invariant {
    private final Map<ParticipantId, Long> mayReturnUntil = new HashMap<>();

    NoEndToldBeforeItsGrace(World world) {
        super(world);
    }

    /// What the last node promised, the next does not know.
    @Override
    void nodeStarted() {
        mayReturnUntil.clear();
    }

    @Override
    void connected(ParticipantId person) {
        mayReturnUntil.remove(person);
    }

    @Override
    void ended(Line line, Ending ending) {
        long grace = switch (ending) {
            case GOODBYE -> 0;
            case PAGE_GONE -> world.rules().reloadGrace().toMillis();
            case LOST -> world.rules().offlineGrace().toMillis();
        };
        if (line.node() == world.node()) {
            mayReturnUntil.merge(line.device().person(), now() + grace, Math::max);
        }
    }

    @Override
    void announced(PresenceView view, Cause cause, SimulatedNode node) {
        if (view.isOnline() || cause != Cause.DISCONNECTED || node != world.node()) {
            return;
        }
        long early = mayReturnUntil.getOrDefault(view.id(), 0L) - now();
        if (early > 0) {
            throw broken(view.id() + " was announced as offline " + early + " ms before the end of the grace");
        }
    }
}
