package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.presence.PresenceView;
import org.jspecify.annotations.Nullable;

/// A change is written to a connection once, however many conversations are shared; and once more with the
/// batch of each large one that its viewer has opened.
final class OneChangeToldOnce extends Invariant {
    OneChangeToldOnce(World world) {
        super(world);
    }

    @Override
    void told(Line line, PresenceView view, @Nullable ConversationId crowd) {
        if (!line.tells(view, crowd)) {
            throw broken(line.device() + " is told again of version " + view.version() + " of " + view.id()
                    + (crowd == null ? "" : " in " + crowd));
        }
    }
}
