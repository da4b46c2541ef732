package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.SteppedTracker;
import java.util.List;

/// Writes what the recorder holds: one batch at a time, which takes as long as the store likes.
final class Writer {
    private final World world;
    private final SimulatedNode node;
    private final PresenceRecorder recorder;
    private final SteppedTracker stepped;
    private boolean writing;

    Writer(World world, SimulatedNode node, PresenceRecorder recorder, SteppedTracker stepped) {
        this.world = world;
        this.node = node;
        this.recorder = recorder;
        this.stepped = stepped;
    }

    void turn() {
        if (writing || recorder.pending() == 0) {
            return;
        }
        writing = true;
        List<StoredPresence> batch = stepped.nextBatch();
        world.timeline().after(world.storeDelay(), () -> {
            if (!node.isAlive()) {
                world.maybeWrite(batch);
                return;
            }
            writing = false;
            try {
                world.archive().write(batch);
                stepped.wrote(batch);
            } catch (StoreException e) {
                stepped.failed(batch);
            }
        });
    }

    /// The last words of a node that stops.
    void writeNow() {
        List<StoredPresence> rest = stepped.nextBatch();
        world.archive().write(rest);
        stepped.wrote(rest);
    }
}
