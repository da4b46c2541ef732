package com.meeshy.presence.core.presence;

/// What a viewer is shown: the dot. Derived, never stored.
public enum Status {
    ONLINE,
    AWAY,
    OFFLINE
}
