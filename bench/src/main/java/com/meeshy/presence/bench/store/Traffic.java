package com.meeshy.presence.bench.store;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// The calls that the gateway makes of a store, as fast as the store answers.
record Traffic(String database, Storage storage, Town town, Duration time) {
    /// As the write-behind does it.
    private static final int BATCH = 1_000;

    /// As shared reads do it.
    private static final int LARGEST_READ = 500;

    private static final int READERS = 16;
    private static final int SWEEPS = 200;

    /// Presence of a thousand people in one call, one call after the other: there is one writer.
    void writes() {
        SplittableRandom random = new SplittableRandom(7);
        long[] version = {1};
        Timings timings = new Timings();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            version[0]++;
            List<StoredPresence> batch = some(random, BATCH).stream()
                    .map(id -> new StoredPresence(
                            id, version[0] % 2 == 0, null, Instant.ofEpochMilli(version[0]), version[0]))
                    .toList();
            timings.time(() -> storage.presence().write(batch));
        }
        timings.print(database, "presence writes in batches of " + BATCH, BATCH);
    }

    /// What a sign-in loads when nobody comes with it: account, participant, presence, members.
    void signIns() {
        byReaders("sign-in loads, each alone, " + READERS + " at a time", 1, random -> {
            int number = random.nextInt(town.people());
            storage.accounts().account(Town.id(number));
            load(List.of(Town.person(number)));
        });
    }

    /// The same for as many as are read together at most.
    void signInsTogether() {
        byReaders("sign-in loads, " + LARGEST_READ + " together, " + READERS + " at a time", LARGEST_READ, random -> {
            List<ParticipantId> ids = some(random, LARGEST_READ);
            storage.accounts().accounts(ids.stream().map(ParticipantId::value).toList());
            load(ids);
        });
    }

    /// Asks for stale people while nearly everybody is stored as online.
    ///
    /// @return the slowest of nearly all, in milliseconds
    double sweep(int stale) {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        for (int from = 0; from < town.people(); from += BATCH) {
            storage.presence()
                    .write(IntStream.range(from, Math.min(from + BATCH, town.people()))
                            .mapToObj(i -> new StoredPresence(
                                    Town.person(i),
                                    true,
                                    null,
                                    i % (town.people() / stale) == 0 ? now.minusSeconds(3600) : now,
                                    now.toEpochMilli()))
                            .toList());
        }
        Timings timings = new Timings();
        for (int i = 0; i < SWEEPS; i++) {
            timings.time(() -> {
                int found = storage.presence()
                        .onlineAndIdleSince(now.minusSeconds(60), stale)
                        .size();
                if (found != stale) {
                    throw new IllegalStateException(found + " stale people were found instead of " + stale);
                }
            });
        }
        timings.print(database, "sweep of " + stale + " stale among " + town.people(), 1);
        return timings.millisAt(99);
    }

    private void load(List<ParticipantId> ids) {
        storage.presence().load(ids);
        storage.directory().participants(ids).values().forEach(found -> {
            if (ids.size() == 1) {
                storage.directory().members(found.conversations());
            }
        });
    }

    private void byReaders(String what, int each, Consumer<SplittableRandom> call) {
        Timings timings = new Timings();
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int reader = 0; reader < READERS; reader++) {
                SplittableRandom random = new SplittableRandom(reader);
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        timings.time(() -> call.accept(random));
                    }
                });
            }
        }
        timings.print(database, what, each);
    }

    private List<ParticipantId> some(SplittableRandom random, int count) {
        int first = random.nextInt(town.people());
        List<ParticipantId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ids.add(Town.person((first + i) % town.people()));
        }
        return ids;
    }
}
