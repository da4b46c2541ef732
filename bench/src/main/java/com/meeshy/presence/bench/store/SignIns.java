package com.meeshy.presence.bench.store;

import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.OutageCache;
import com.meeshy.presence.storage.coalescing.StoreBreaker;
import com.meeshy.presence.storage.coalescing.StoreReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// A whole town signs in, nobody of which the node knows yet: account, participant, stored presence, tracker,
/// snapshot. The path of the gateway, without its sockets, while the presence of those who came is written.
record SignIns(String database, Storage storage, Town town, Time clock) {
    private static final NodeId NODE = new NodeId("bench");

    /// @param within over which the sign-ins begin, evenly; zero: all at once
    /// @return round trips of reads
    int run(String what, Duration within) throws Exception {
        long readsBefore = storage.reads().getAsLong();
        ConcurrentHistogram welcome = new ConcurrentHistogram(3);
        ConcurrentHistogram snapshot = new ConcurrentHistogram(3);
        long start = System.nanoTime();
        AtomicBoolean over = new AtomicBoolean();
        try (Core core = Core.over(storage.presence(), clock);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            StoreReads reads =
                    new StoreReads(storage, new OutageCache(clock), new StoreBreaker(storage.leases()::all), threads);
            PresenceReader reader =
                    new PresenceReader(core.tracker(), reads.snapshotDirectory(), reads.snapshotLoader());
            Future<?> writer = threads.submit(() -> writeUntil(over, core));
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < town.people(); i++) {
                // Neighbours do not come one after the other.
                int number = (int) (i * 7_919L % town.people());
                await(start + within.toNanos() * i / town.people());
                all.add(threads.submit(() -> {
                    long began = System.nanoTime();
                    reads.identities().account(Town.id(number));
                    Known known = reads.entrance().load(Town.person(number));
                    if (known == null) {
                        throw new IllegalStateException("nobody has the number " + number);
                    }
                    core.tracker()
                            .connected(known, new ConnectionId(NODE, number))
                            .join();
                    welcome.recordValue(System.nanoTime() - began);
                    if (reader.snapshot(known.participant()).views().size() != Town.GROUP) {
                        throw new IllegalStateException("the snapshot of number " + number + " is not whole");
                    }
                    snapshot.recordValue(System.nanoTime() - began);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
            over.set(true);
            writer.get();
        }
        long trips = storage.reads().getAsLong() - readsBefore;
        print(what, trips, (System.nanoTime() - start) / 1e9, welcome, snapshot);
        return Math.toIntExact(trips);
    }

    private static void writeUntil(AtomicBoolean over, Core core) {
        while (!over.get()) {
            core.recorder().flush();
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void print(String what, long reads, double seconds, Histogram welcome, Histogram snapshot) {
        System.out.printf(
                Locale.ROOT,
                "%s, %d sign-ins %s: %d round trips, %.2f s; to the welcome p50=%.0f ms p99=%.0f ms,"
                        + " to the snapshot p50=%.0f ms p99=%.0f ms%n",
                database,
                town.people(),
                what,
                reads,
                seconds,
                welcome.getValueAtPercentile(50) / 1e6,
                welcome.getValueAtPercentile(99) / 1e6,
                snapshot.getValueAtPercentile(50) / 1e6,
                snapshot.getValueAtPercentile(99) / 1e6);
    }

    private static void await(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
