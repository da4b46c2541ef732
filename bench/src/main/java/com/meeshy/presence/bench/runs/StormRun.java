package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import com.meeshy.presence.bench.load.Who;
import java.util.Locale;
import java.util.Map;

/// Every connection breaks at the same moment and everybody comes back at once with a JWT (SPEC §3.10).
public final class StormRun {
    private static final int CONTACTS = 20;
    private static final double ENTER_PER_SECOND = 1_000;
    private static final double SECONDS = 5;
    private static final double ROUND_TRIPS = 400;
    private static final double PATIENCE_SECONDS = 60;
    private static final int STORMS = 3;
    private static final String READS = "meeshy_store_reads_total";

    private StormRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        int people = options.brief() ? 3_000 : 10_000;
        Print.head("storm", people + " people come back at once, " + STORMS + " times", cores);
        try (Stage stage = Stage.open(options, cores, Lattice.of(people, CONTACTS), 0, Map.of())) {
            Crowd crowd = stage.crowd();
            crowd.enter(Who.EVERYBODY, ENTER_PER_SECOND, PATIENCE_SECONDS);
            crowd.settle();
            crowd.takeTally();
            double longest = 0;
            double mostTrips = 0;
            Tally all = new Tally();
            for (int storm = 0; storm < STORMS; storm++) {
                double trips = stage.metric(READS);
                double seconds = crowd.flap(PATIENCE_SECONDS) / 1e6;
                crowd.settle();
                Tally tally = crowd.takeTally();
                trips = stage.metric(READS) - trips;
                System.out.printf(
                        Locale.ROOT,
                        "storm %d: all back after %.2f s, %.0f store round trips%n",
                        storm + 1,
                        seconds,
                        trips);
                Print.timing("  connection to authenticated and snapshot", tally, Timing.LOGIN);
                longest = Math.max(longest, seconds);
                mostTrips = Math.max(mostTrips, trips);
                all.add(tally);
            }
            Print.counts(all);
            Report report = new Report();
            report.atMost("storm_all_back", longest, "s", SECONDS);
            report.atMost(
                    "storm_false_offline",
                    Print.count(all, Count.FALSE) + Print.count(all, Count.OTHER_OFFLINE),
                    "events",
                    0);
            if (Double.isNaN(mostTrips)) {
                report.unknown(
                        "storm_store_round_trips",
                        "reads",
                        "<=" + ROUND_TRIPS,
                        "the gateway has no metric " + READS + " in /metrics");
            } else {
                report.atMost("storm_store_round_trips", mostTrips, "reads", ROUND_TRIPS);
            }
            return report.finish(options);
        }
    }
}
