package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import java.util.Locale;
import java.util.Map;

/// One viewer in twenty stops reading: the others must notice nothing, and the gateway must not keep for ever
/// what nobody reads.
public final class SlowRun {
    private static final int CONTACTS = 20;
    private static final double EDGES_PER_SECOND = 200;
    private static final double ENTER_PER_SECOND = 1_000;
    private static final int ONE_IN = 20;
    private static final double P95_MILLIS = 5;
    private static final double MEGABYTES = 16;

    private SlowRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        int people = options.brief() ? 2_000 : 10_000;
        double seconds = options.brief() ? 20 : 120;
        Print.head("slow", people + " people, one in " + ONE_IN + " reads nothing", cores);
        try (Stage stage = Stage.open(options, cores, Lattice.of(people, CONTACTS), 0, Map.of())) {
            Crowd crowd = stage.crowd();
            long pid = stage.gateway().pid();
            Churn churn = stage.gather(ENTER_PER_SECOND, EDGES_PER_SECOND, 6);
            long heap = Machine.heap(pid);
            int slow = crowd.stopReading(people / ONE_IN);
            Progress.during(crowd, () -> churn.run(EDGES_PER_SECOND, seconds));
            crowd.settle();
            Tally tally = crowd.takeTally();
            double grown = (Machine.heap(pid) - heap) / 1e6;
            Print.counts(tally);
            System.out.printf(Locale.ROOT, "%d do not read; heap grew by %.1f MB%n", slow, grown);
            Print.timing("edge in the server to event in those who read", tally, Timing.EDGE);
            Report report = new Report();
            report.atMost("slow_others_edge_p95", tally.millis(Timing.EDGE, 95), "ms", P95_MILLIS);
            report.atMost("slow_heap_growth", grown, "MB", MEGABYTES);
            Print.exact(report, "slow_others", tally);
            return report.finish(options);
        }
    }
}
