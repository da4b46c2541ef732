package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Who;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everybody in one global conversation, which nobody has open: what each member is told must not depend on how
/// many there are (SPEC §3.9).
public final class GlobalRun {
    private static final double EDGES_PER_SECOND = 50;
    private static final double ENTER_PER_SECOND = 1_000;

    /// Who comes and goes: one person in five.
    private static final int SIDE = 5;

    private static final double COUNT_SECONDS = 5;

    private GlobalRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        List<Integer> sizes = options.brief() ? List.of(500, 2_000) : List.of(1_000, 2_000, 5_000, 10_000);
        Print.head("crowd", sizes + " people in one global conversation, " + EDGES_PER_SECOND + " edges/s", cores);
        Report report = new Report();
        for (int size : sizes) {
            at(report, options, cores, size, options.brief() ? 12 : 30);
        }
        return report.finish(options);
    }

    private static void at(Report report, Options options, Cores cores, int people, double seconds) throws Exception {
        Lattice lattice = new Lattice(people, 1, SIDE);
        try (Stage stage = Stage.open(options, cores, lattice, Population.inOneConversation(people), 0, Map.of())) {
            Crowd crowd = stage.crowd();
            long pid = stage.gateway().pid();
            crowd.enter(Who.STAYERS, ENTER_PER_SECOND, 60);
            crowd.enter(Who.HALF_OF_MOVERS, ENTER_PER_SECOND, 60);
            Churn churn = new Churn(crowd, 1);
            churn.run(EDGES_PER_SECOND, 5);
            crowd.takeTally();
            double cpu = Machine.cpuSeconds(pid);
            churn.run(EDGES_PER_SECOND, seconds);
            double used = Machine.cpuSeconds(pid) - cpu;
            Tally tally = crowd.takeTally();
            // Who logs in is told the count at once, besides.
            double counts = (tally.get(Count.STATS) - tally.get(Count.LOGINS)) / (double) crowd.present();
            double own = tally.get(Count.LOGINS);
            double individual = tally.get(Count.DELIVERED) + tally.get(Count.OTHER) - own;
            System.out.printf(
                    Locale.ROOT,
                    "%6d people: %.2f counts in %.0f s and %.0f B/s each; gateway %.1f %% of a core%n",
                    crowd.present(),
                    counts,
                    seconds,
                    tally.get(Count.BYTES) / seconds / crowd.present(),
                    100 * used / seconds);
            double bytes = tally.get(Count.BYTES) / seconds / crowd.present();
            report.point("bytes/s to each by people in the conversation", "each member", people, bytes);
            report.point(
                    "gateway (% of a core) by people in the conversation", "gateway", people, 100 * used / seconds);
            report.atMost("crowd_counts_per_5s_at_" + people, counts * COUNT_SECONDS / seconds, "events", 1.1);
            report.atMost("crowd_individual_events_at_" + people, individual, "events", 0);
        }
    }
}
