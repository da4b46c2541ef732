package com.meeshy.presence.core.port;

import com.meeshy.presence.core.presence.PresenceChange.Cause;
import java.time.Duration;

/// Measures how long anybody was shown wrong. Called by shards; must not block.
public interface TruthMeter {
    TruthMeter NONE = new TruthMeter() {
        @Override
        public void falseOnline(Duration shownFor, Cause cause) {}

        @Override
        public void falseOffline(Duration shownFor, Cause cause) {}

        @Override
        public void detection(Duration took, Cause cause) {}
    };

    /// Somebody had been shown as online after the last connection had ended, until now.
    ///
    /// @param cause by what it came to light
    void falseOnline(Duration shownFor, Cause cause);

    /// Somebody had been shown as offline, but never said goodbye and came back within a minute: it was a break
    /// in the line, not a departure.
    ///
    /// @param cause of the announcement that was wrong
    void falseOffline(Duration shownFor, Cause cause);

    /// The end of a connection without a goodbye was noticed, this long after the last sign of life.
    void detection(Duration took, Cause cause);
}
