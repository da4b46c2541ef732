package com.meeshy.presence.live.authentication;

/// Nobody comes in with this credential.
///
/// @param offered what kind of credential was refused
public record Rejected(Rejection reason, Offered offered) implements Authentication {
    /// The kind of a credential.
    public enum Offered {
        NOTHING,
        TOKEN,
        SESSION
    }

    /// For the wire and the log: names the reason, never the credential.
    public String message() {
        return reason.message();
    }
}
