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

/// The edges of eight hours in a quarter of one, with a storm now and then: heap and descriptors must end where
/// they began.
public final class SoakRun {
    private static final int CONTACTS = 20;
    private static final double ENTER_PER_SECOND = 1_000;

    /// 8 h at 10 edges/s are 288 000.
    private static final double EDGES_PER_SECOND = 300;

    private static final double FLAT = 1.15;
    private static final double MEGABYTES = 8;

    private SoakRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        int people = options.brief() ? 1_000 : 5_000;
        int rounds = options.brief() ? 4 : 16;
        double seconds = options.brief() ? 6 : 60;
        Print.head("soak", people + " people, " + rounds + " rounds of " + seconds + " s and a storm", cores);
        try (Stage stage = Stage.open(options, cores, Lattice.of(people, CONTACTS), 0.02, Map.of())) {
            Crowd crowd = stage.crowd();
            long pid = stage.gateway().pid();
            Churn churn = stage.gather(ENTER_PER_SECOND, EDGES_PER_SECOND, 5);
            long heap = 0;
            long descriptors = 0;
            Tally all = new Tally();
            for (int round = 0; round < rounds; round++) {
                Progress.during(crowd, () -> churn.run(EDGES_PER_SECOND, seconds));
                crowd.settle();
                crowd.flap(60);
                crowd.settle();
                Tally tally = crowd.takeTally();
                all.add(tally);
                long heapNow = Machine.heap(pid);
                long openNow = Machine.descriptors(pid) - crowd.present();
                System.out.printf(
                        Locale.ROOT,
                        "round %d: heap %.1f MB, %d descriptors besides the connections, edge to event p95 %.2f ms%n",
                        round + 1,
                        heapNow / 1e6,
                        openNow,
                        tally.millis(Timing.EDGE, 95));
                if (round == 0) {
                    heap = heapNow;
                    descriptors = openNow;
                }
                if (round == rounds - 1) {
                    heap = heapNow - (long) (FLAT * heap);
                    descriptors = openNow - descriptors;
                }
            }
            Report report = new Report();
            report.atMost("soak_heap_above_" + FLAT + "_of_first", heap / 1e6, "MB", MEGABYTES);
            report.atMost("soak_descriptors_more", (double) descriptors, "descriptors", 20);
            Print.exact(report, "soak", all);
            return report.finish(options);
        }
    }
}
