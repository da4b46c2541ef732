package com.meeshy.presence.server.wiring;

import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.server.rest.ActivityStatistics;

/// How the throttle and the writes behind it do.
final class ThrottleStatistics implements ActivityStatistics {
    private final Tracker tracker;
    private final PresenceRecorder recorder;

    ThrottleStatistics(Tracker tracker, PresenceRecorder recorder) {
        this.tracker = tracker;
        this.recorder = recorder;
    }

    @Override
    public Counts activityCounts() {
        return new Counts(
                tracker.activityCounts().total(),
                tracker.activityCounts().throttledTotal(),
                recorder.written(),
                recorder.failed(),
                tracker.size());
    }

    @Override
    public void reset() {
        tracker.activityCounts().reset();
        recorder.resetCounts();
    }
}
