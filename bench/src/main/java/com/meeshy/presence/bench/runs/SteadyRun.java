package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// 10 000 people, each seen by 20 others; 100 edges a second, half of them logins (SPEC §7: broadcast latency,
/// scale).
public final class SteadyRun {
    private static final int CONTACTS = 20;
    private static final double EDGES_PER_SECOND = 100;
    private static final double ENTER_PER_SECOND = 2_000;
    private static final double POLLING = 0.02;
    private static final int ROUNDS = 5;
    private static final double P95_MILLIS = 5;
    private static final double P999_MILLIS = 25;

    private SteadyRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        int people = options.brief() ? 2_000 : 10_000;
        double seconds = options.brief() ? 10 : 120;
        Report report = new Report();
        Print.head("steady", people + " people, 20 viewers each, " + EDGES_PER_SECOND + " edges/s", cores);
        try (Stage stage = Stage.open(options, cores, Lattice.of(people, CONTACTS), POLLING, Map.of())) {
            Crowd crowd = stage.crowd();
            Churn churn = stage.gather(ENTER_PER_SECOND, EDGES_PER_SECOND, options.brief() ? 5 : 20);
            double cpu = Machine.cpuSeconds(stage.gateway().pid());
            Progress.during(crowd, () -> churn.run(EDGES_PER_SECOND, seconds));
            double used = Machine.cpuSeconds(stage.gateway().pid()) - cpu;
            crowd.settle();
            Tally tally = crowd.takeTally();
            Print.counts(tally);
            Print.timing("edge in the server to event in the viewer", tally, Timing.EDGE);
            Print.timing("act of the load to event in the viewer", tally, Timing.ACTION);
            Print.timing("connection to authenticated and snapshot", tally, Timing.LOGIN);
            System.out.printf(Locale.ROOT, "gateway: %.1f %% of a core%n", 100 * used / seconds);
            report.atMost("steady_edge_p95", tally.millis(Timing.EDGE, 95), "ms", P95_MILLIS);
            report.atMost("steady_edge_p999", tally.millis(Timing.EDGE, 99.9), "ms", P999_MILLIS);
            Print.exact(report, "steady", tally);
        }
        Lattice lattice = Lattice.of(options.brief() ? 1_000 : people, CONTACTS);
        Turns.play(
                report,
                options.brief() ? 1 : ROUNDS,
                cores,
                lattice,
                (stage, contender) -> turn(stage, options.brief() ? 3 : 10));
        return report.finish(options);
    }

    /// Timed from the act of the load: only our events carry the time of the edge.
    private static Map<String, Double> turn(Stage stage, double seconds) {
        Crowd crowd = stage.crowd();
        Churn churn = stage.gather(ENTER_PER_SECOND, EDGES_PER_SECOND, seconds / 2);
        double cpu = Machine.cpuSeconds(stage.gateway().pid());
        churn.run(EDGES_PER_SECOND, seconds);
        double used = Machine.cpuSeconds(stage.gateway().pid()) - cpu;
        crowd.settle();
        Tally tally = crowd.takeTally();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("act to event p50 (ms)", tally.millis(Timing.ACTION, 50));
        figures.put("act to event p95 (ms)", tally.millis(Timing.ACTION, 95));
        figures.put("act to event p99.9 (ms)", tally.millis(Timing.ACTION, 99.9));
        figures.put("processor (% of a core)", 100 * used / seconds);
        figures.put("lost (events)", Print.count(tally, Count.LOST));
        figures.put("false or twice (events)", Print.count(tally, Count.FALSE) + Print.count(tally, Count.DUPLICATE));
        return figures;
    }
}
