package com.meeshy.presence.live.upkeep;

import com.meeshy.presence.storage.Guests;
import java.time.Instant;

/// Share links whose time is over: they are deactivated, and guests who are still here because the end of their
/// link was set by somebody who did not tell are sent away.
public final class ExpiredLinks {
    private final Guests guests;
    private final Runnable linksChanged;

    /// @param linksChanged compares the guests who are connected with their links
    public ExpiredLinks(Guests guests, Runnable linksChanged) {
        this.guests = guests;
        this.linksChanged = linksChanged;
    }

    /// @return how many
    int deactivate(Instant now) {
        int links = guests.deactivateExpiredLinks(now).size();
        if (links > 0) {
            linksChanged.run();
        }
        return links;
    }
}
