package com.meeshy.presence.server.rest;

/// How the activity throttle and its writes do, since the last reset.
public interface ActivityStatistics {
    Counts activityCounts();

    void reset();

    /// @param requests activities reported
    /// @param throttled of those, held back because one was recorded shortly before
    /// @param written activities the store has
    /// @param failed write attempts that failed; each is tried again
    /// @param held participants whose last activity is held in memory
    record Counts(long requests, long throttled, long written, long failed, long held) {}
}
