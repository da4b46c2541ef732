package com.meeshy.presence.server.store;

/// Whether a guest's session goes on.
public sealed interface RefreshResult {

    /// It does.
    record Refreshed(Guest guest) implements RefreshResult {}

    /// Nobody has this session.
    record UnknownSession() implements RefreshResult {}

    /// The session is known but over.
    ///
    /// @param why never [Guest.Admission#ADMITTED]
    record Refused(Guest.Admission why) implements RefreshResult {}
}
