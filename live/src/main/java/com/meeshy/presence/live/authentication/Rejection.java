package com.meeshy.presence.live.authentication;

/// Why a credential was refused. The names are wire codes.
public enum Rejection {
    CREDENTIALS_MISSING("No Bearer token and no session token was given.", false),
    TOKEN_MALFORMED("The token is not a readable JWT with a user id.", false),
    TOKEN_ALGORITHM("The token is signed with an algorithm that is not accepted here.", false),
    TOKEN_FORGED("The signature of the token is not valid.", false),
    TOKEN_EXPIRED("The token has expired.", false),
    TOKEN_NOT_YET_VALID("The token is not valid yet.", false),
    TOKEN_REVOKED("The token was revoked.", false),
    USER_UNKNOWN("The user of the token does not exist.", false),
    USER_INACTIVE("The user of the token is deactivated.", false),
    SESSION_UNKNOWN("The session does not exist.", false),
    SESSION_CLOSED("The session has ended.", false),
    LINK_INACTIVE("The share link of the session is no longer active.", false),
    LINK_EXPIRED("The share link of the session has expired.", false),
    OVERLOADED("Too many credentials are being checked: try again in a moment.", true),
    RATE_LIMITED("Too many tries to authenticate from this address: wait a minute.", true),
    UNAVAILABLE("The credential cannot be checked at the moment.", true);

    private final String message;
    private final boolean worthRetrying;

    Rejection(String message, boolean worthRetrying) {
        this.message = message;
        this.worthRetrying = worthRetrying;
    }

    public String message() {
        return message;
    }

    /// Whether the same credential may succeed later, so that a client should reconnect.
    public boolean isWorthRetrying() {
        return worthRetrying;
    }

    /// Whether the credential proves nothing, as a guess does. The others belong, or belonged, to somebody.
    public boolean isUnproven() {
        return switch (this) {
            case TOKEN_MALFORMED, TOKEN_ALGORITHM, TOKEN_FORGED, SESSION_UNKNOWN -> true;
            default -> false;
        };
    }
}
