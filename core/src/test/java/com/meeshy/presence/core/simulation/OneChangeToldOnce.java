package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.presence.PresenceView;

/// A change is written to a connection once, however many conversations are shared, large ones that its viewer
/// has opened included.
final class OneChangeToldOnce extends Invariant {
    OneChangeToldOnce(World world) {
        super(world);
    }

    @Override
    void told(Line line, PresenceView view) {
        if (!line.tells(view)) {
            throw broken(line.device() + " is told again of version " + view.version() + " of " + view.id());
        }
    }
}
