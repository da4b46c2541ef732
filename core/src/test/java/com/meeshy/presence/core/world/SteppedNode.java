package com.meeshy.presence.core.world;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.tracker.Attendance;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.SteppedTracker;
import com.meeshy.presence.core.tracker.Tracker;
import java.time.Duration;

/// A tracker with everything around it in memory, moved by hand: for tests of what happens when time passes.
public final class SteppedNode {
    public static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    private final ManualClock clock;
    private final MemoryStore store;
    private final MemoryDirectory directory;
    private final PresenceRecorder recorder;
    private final Attendance attendance = new Attendance();
    private final SteppedTracker stepped;

    public SteppedNode(
            ManualClock clock, MemoryStore store, MemoryDirectory directory, Announcer announcer, TruthMeter truth) {
        this.clock = clock;
        this.store = store;
        this.directory = directory;
        this.recorder = new PresenceRecorder(store);
        this.stepped = new SteppedTracker(RULES, 2, new Effects(recorder, announcer, attendance, truth), clock);
    }

    public Tracker tracker() {
        return stepped.tracker();
    }

    public Attendance attendance() {
        return attendance;
    }

    public ParticipantLoader loader() {
        return new ParticipantLoader(directory, store);
    }

    public Participant connect(Participant participant, int connection) throws InterruptedException {
        directory.add(participant);
        StoredPresence stored = store.get(participant.id());
        tracker().connected(new Known(participant, stored), People.connection(connection));
        step();
        return participant;
    }

    public void close(ParticipantId id, int connection, Ending ending) {
        tracker().closed(id, People.connection(connection), ending);
        step();
    }

    public void advance(Duration by) {
        clock.advance(by);
        step();
    }

    public void step() {
        stepped.step();
    }

    public void flush() {
        recorder.flush();
    }
}
