package com.meeshy.presence.live.line;

/// Why a line ended, and so whether its client meant to go.
public enum LineEnd {
    /// The client said goodbye.
    GOODBYE,
    /// We said goodbye: the client does not come back by itself.
    DISMISSED,
    /// The client closed the line; it may be back in a moment.
    CLOSED_BY_CLIENT,
    /// The page of the client goes away, or is loaded anew.
    PAGE_GONE,
    /// We ended the line; the client comes back by itself, after its usual random delay.
    COME_AGAIN,
    /// Nobody has signed in on it.
    NOBODY,
    /// This node stops; the client comes back by itself, to another or to the next process.
    SHUTDOWN,
    /// It broke, or fell silent, or did something it may not.
    LOST;

    /// Whether somebody decided that the client goes.
    public boolean isGoodbye() {
        return this == GOODBYE || this == DISMISSED;
    }

    /// Whether the client itself told of the end, so that it was heard in that moment.
    public boolean isToldByClient() {
        return this == GOODBYE || this == CLOSED_BY_CLIENT || this == PAGE_GONE;
    }
}
