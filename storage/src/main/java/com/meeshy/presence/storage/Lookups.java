package com.meeshy.presence.storage;

import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.PresenceStore;

/// The ports through which people are looked up, on one lane of a store's readers.
public record Lookups(
        PresenceStore presence, Directory directory, Accounts accounts, Guests guests, Conversations conversations) {}
