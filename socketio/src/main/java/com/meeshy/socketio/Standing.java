package com.meeshy.socketio;

/// How far the application trusts a connection, and so how much it may make the server keep: see
/// [SocketIoSettings.StrangerLimits].
public enum Standing {
    /// Has proven nothing.
    STRANGER,
    /// Has shown a credential that is being verified: it may flush what it has buffered while it was away.
    CLAIMANT,
    /// Has proven who it is, or need not. The standing of whoever [Admission#accepted()] lets in.
    TRUSTED
}
