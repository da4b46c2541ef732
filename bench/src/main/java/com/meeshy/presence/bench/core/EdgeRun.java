package com.meeshy.presence.bench.core;

import com.meeshy.presence.core.audience.Crowds;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.CrowdAnnouncer;
import com.meeshy.presence.core.port.CrowdChange;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Attendance;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Edges through mailbox, shard, crowd rule and what waits for 20 viewers each, and into the store. Counted
/// against the processor time of the whole process, so the figure is for one core however many threads took part.
final class EdgeRun {
    private static final int PEOPLE = 2_100;
    private static final int TOGETHER = 21;
    private static final double NANOS = 1e9;

    private EdgeRun() {}

    /// @param perCoreSecond edges in one second of processor time
    /// @param perSecond edges in one second of the clock
    record Result(double perCoreSecond, double perSecond) {}

    static Result run(Duration howLong) throws InterruptedException {
        Rooms rooms = new Rooms();
        Crowds crowds = new Crowds(
                rooms, new Nobody(), new Attendance(), conversation -> false, 200, Time.of(InstantSource.system()));
        try (CoreWorld world = new CoreWorld(PEOPLE, TOGETHER, 1, 1, crowds)) {
            world.people().forEach(known -> rooms.add(known.participant().conversations()));
            rounds(world, rooms, howLong.dividedBy(2));
            long processor = processorNanos();
            long start = System.nanoTime();
            long edges = rounds(world, rooms, howLong);
            double tookProcessor = (processorNanos() - processor) / NANOS;
            double took = (System.nanoTime() - start) / NANOS;
            return new Result(edges / tookProcessor, edges / took);
        }
    }

    /// Everybody comes and goes, again and again.
    private static long rounds(CoreWorld world, Rooms rooms, Duration howLong) throws InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        long edges = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < PEOPLE; i++) {
                world.connect(i);
                world.close(i);
            }
            world.settle(0);
            world.recorder().flush();
            edges += 2L * PEOPLE;
        }
        if (rooms.told() < edges * (TOGETHER - 1)) {
            throw new IllegalStateException("only " + rooms.told() + " viewers were told of " + edges + " edges");
        }
        return edges;
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /// The socket layer: viewers by conversation, each with the latest state of each subject, written out now and
    /// then.
    private static final class Rooms implements Announcer {
        private static final int WRITE_EVERY = 256;

        private final Map<ConversationId, List<Map<ParticipantId, PresenceView>>> viewers = new HashMap<>();
        private final List<Map<ParticipantId, PresenceView>> all = new ArrayList<>();
        private final AtomicLong told = new AtomicLong();
        private int announced;

        void add(Collection<ConversationId> conversations) {
            Map<ParticipantId, PresenceView> waiting = new LinkedHashMap<>();
            all.add(waiting);
            conversations.forEach(each ->
                    viewers.computeIfAbsent(each, id -> new ArrayList<>()).add(waiting));
        }

        long told() {
            return told.get();
        }

        @Override
        public void announce(PresenceChange change) {
            PresenceView view = change.view();
            int here = 0;
            for (ConversationId each : change.audience()) {
                for (Map<ParticipantId, PresenceView> viewer : viewers.getOrDefault(each, List.of())) {
                    viewer.put(view.id(), view);
                    here++;
                }
            }
            told.addAndGet(here);
            if (++announced % WRITE_EVERY == 0) {
                all.forEach(Map::clear);
            }
        }

        @Override
        public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {}

        @Override
        public void announceReturned(PresenceChange change) {}

        @Override
        public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {}
    }

    /// No conversation here is large.
    private static final class Nobody implements CrowdAnnouncer {
        @Override
        public void announceToOpeners(Collection<CrowdChange> changed) {}

        @Override
        public void announceCount(ConversationId conversation, int onlineCount, Instant updatedAt) {}

        @Override
        public void announceSize(ConversationId conversation, boolean isLarge) {}
    }
}
