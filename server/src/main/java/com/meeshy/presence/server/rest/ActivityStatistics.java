package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;

/// How the activity throttle and the writes behind it do, since the last reset.
public record ActivityStatistics(Tracker tracker, PresenceRecorder recorder) {
    public Counts counts() {
        return new Counts(
                tracker.activityCounts().total(),
                tracker.activityCounts().throttledTotal(),
                recorder.written(),
                recorder.failed(),
                tracker.size());
    }

    public void reset() {
        tracker.activityCounts().reset();
        recorder.resetCounts();
    }

    /// @param requests activities reported
    /// @param throttled of those, held back because one was recorded shortly before
    /// @param written activities the store has
    /// @param failed write attempts that failed; each is tried again
    /// @param held participants whose last activity is held in memory
    public record Counts(long requests, long throttled, long written, long failed, long held) {}
}
