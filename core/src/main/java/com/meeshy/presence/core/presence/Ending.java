package com.meeshy.presence.core.presence;

/// How a connection ended, and so how long its participant is waited for (SPEC §3.4).
public enum Ending {
    /// The client took leave, or the gateway sent it away for good: nobody waits.
    GOODBYE,
    /// The client said that its page goes away: it is being loaded anew, or closed.
    PAGE_GONE,
    /// The line broke, fell silent, or was closed without a word: the client may be back in a moment.
    LOST
}
