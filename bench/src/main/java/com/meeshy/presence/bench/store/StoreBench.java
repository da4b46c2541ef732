package com.meeshy.presence.bench.store;

import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.Stream;

/// Each database with the calls that presence makes of it: bulk writes, loads of sign-ins, the sweep; and how
/// few calls ten thousand sign-ins need.
public final class StoreBench {
    private static final int PEOPLE = 10_000;
    private static final int MANY = 100_000;
    private static final int STALE = 500;
    private static final double ROUND_TRIPS = 400;
    private static final double SWEEP_MILLIS = 10;
    private static final Duration STORM = Duration.ofSeconds(5);
    private static final Time CLOCK = Time.of(Clock.tickMillis(ZoneOffset.UTC));

    private StoreBench() {}

    public static int run(Options options) throws Exception {
        System.out.println("machine: " + Runtime.getRuntime().availableProcessors()
                + " processors; the store is called from this process, which shares them with it");
        Report report = new Report();
        String mongoUri = System.getenv("MONGODB_URI");
        if (mongoUri == null) {
            System.out.println("mongodb: not measured; set MONGODB_URI to a server on which this may make a database");
        }
        for (Database database : Database.all(mongoUri)) {
            measure(database, options, report);
        }
        return report.finish(options);
    }

    private static void measure(Database database, Options options, Report report) throws Exception {
        Duration each = Duration.ofSeconds(options.brief() ? 3 : 15);
        String name = database.name();
        in(database, PEOPLE, (storage, town) -> {
            SignIns signIns = new SignIns(name, storage, town, CLOCK);
            report.atMost(
                    "store_" + name + "_round_trips_at_once",
                    signIns.run("at once", Duration.ZERO),
                    "reads",
                    ROUND_TRIPS);
            // No goal: decision 0067 says why not.
            signIns.run("over 5 s", STORM);
            report.atMost(
                    "store_" + name + "_writes_per_person_and_minute",
                    new WritesPerMinute(name, storage, town).run(),
                    "writes",
                    1);
        });
        in(database, MANY, (storage, town) -> {
            Traffic traffic = new Traffic(name, storage, town, each);
            double sweep = traffic.sweep(STALE);
            if (name.equals(Database.EMBEDDED)) {
                report.atMost("store_" + name + "_sweep_p99", sweep, "ms", SWEEP_MILLIS);
            }
            traffic.signIns();
            traffic.signInsTogether();
            traffic.writes();
        });
    }

    private interface Measurement {
        void take(Storage storage, Town town) throws Exception;
    }

    private static void in(Database database, int people, Measurement measurement) throws Exception {
        Path folder = Files.createTempDirectory("meeshy-bench-");
        try {
            try (Storage storage = database.opening().open(folder, CLOCK)) {
                Town town = new Town(people);
                town.settleIn(storage);
                measurement.take(storage, town);
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
