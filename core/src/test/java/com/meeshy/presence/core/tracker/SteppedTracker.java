package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.time.Time;
import java.util.List;

/// The real tracker and recorder without their threads: for a simulation that decides what happens when.
public final class SteppedTracker {
    private final Tracker tracker;
    private final PresenceRecorder recorder;

    public SteppedTracker(PresenceRules rules, int shards, Effects effects, Time time) {
        this.tracker = Tracker.stepped(rules, shards, effects, time);
        this.recorder = effects.recorder();
    }

    public Tracker tracker() {
        return tracker;
    }

    /// Every shard handles what waits, and what time has brought.
    public void step() {
        for (ShardRunner shard : tracker.shards()) {
            do {
                shard.turn();
            } while (shard.mailbox().size() > 0);
        }
    }

    public int bookkeeping() {
        return tracker.shards().stream()
                .mapToInt(each -> each.shard().bookkeeping())
                .sum();
    }

    /// What the writer would write next; it stays pending until [#wrote].
    public List<StoredPresence> nextBatch() {
        return recorder.nextBatch();
    }

    public void wrote(List<StoredPresence> batch) {
        recorder.wrote(batch);
    }

    public void failed(List<StoredPresence> batch) {
        recorder.failed(batch);
    }
}
