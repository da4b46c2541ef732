package com.meeshy.presence.bench.store;

import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;

/// The presence core over a store, with nobody to be told.
record Core(Tracker tracker, PresenceRecorder recorder) implements AutoCloseable {
    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    static Core over(PresenceStore store, Time time) {
        PresenceRecorder recorder = new PresenceRecorder(store);
        Effects effects = Effects.of(recorder, Announcer.NOBODY);
        return new Core(Tracker.started(RULES, 2, effects, time), recorder);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
