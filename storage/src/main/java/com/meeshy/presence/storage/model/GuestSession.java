package com.meeshy.presence.storage.model;

/// A guest together with its secret: what only a store and an import need to see.
///
/// @param sessionToken in the form in which it is stored; not in [#toString()]
public record GuestSession(Guest guest, String sessionToken) {
    @Override
    public String toString() {
        return "GuestSession[guest=" + guest + "]";
    }
}
