package com.meeshy.presence.live.upkeep;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.core.upkeep.Succession;
import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.live.directory.LiveConnections;
import com.meeshy.presence.live.port.LiveMeter;
import com.meeshy.presence.storage.Guests;

/// What a node looks after.
public record Upkeep(Cleanup cleanup, ClockJumps clockJumps, NodeLife life) {

    /// @param tellTime tells clients what time it is; must not block
    public static Upkeep of(
            Sweep sweep,
            Guests guests,
            Tracker tracker,
            Succession succession,
            LiveConnections connections,
            Runnable tellTime,
            LiveMeter meter,
            Time time) {
        ClockJumps clockJumps = new ClockJumps(time, sweep, meter, tellTime);
        Cleanup cleanup = new Cleanup(
                sweep,
                new IdleGuests(guests, tracker, connections::memberLeft),
                new ExpiredLinks(guests, connections::guestsChanged),
                clockJumps,
                meter,
                time);
        return new Upkeep(cleanup, clockJumps, new NodeLife(succession, time));
    }
}
