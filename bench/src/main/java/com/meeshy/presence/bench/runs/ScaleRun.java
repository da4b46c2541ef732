package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import com.meeshy.presence.bench.load.Who;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// More and more connections in one gateway: what each costs, and the latency at a fixed load.
public final class ScaleRun {
    private static final int CONTACTS = 20;
    private static final double EDGES_PER_SECOND = 50;
    private static final double ENTER_PER_SECOND = 1_000;
    private static final double HEAP_BYTES = 4_096;
    private static final double FLAT = 2.0;
    private static final double FLAT_MILLIS = 2.0;

    private ScaleRun() {}

    public static int run(List<String> arguments) throws Exception {
        Options options = Options.of(arguments);
        Cores cores = Cores.divide();
        List<Integer> sizes = options.brief() ? List.of(500, 3_000) : List.of(1_000, 5_000, 10_000, 18_000);
        Print.head("scale", sizes + " connections, " + EDGES_PER_SECOND + " edges/s seen by 20", cores);
        Report report = new Report();
        double first = 0;
        double last = 0;
        for (int size : sizes) {
            last = at(report, options, cores, size, options.brief() ? 8 : 30);
            first = first == 0 ? last : first;
        }
        report.atMost("scale_edge_p95_of_smallest", Math.max(0, last - FLAT_MILLIS) / first, "x", FLAT);
        return report.finish(options);
    }

    /// @return p95 from the edge to the event, in milliseconds
    private static double at(Report report, Options options, Cores cores, int connections, double seconds)
            throws Exception {
        Lattice lattice = Lattice.of(connections, CONTACTS);
        try (Stage stage = Stage.open(options, cores, lattice, 0, Map.of())) {
            Crowd crowd = stage.crowd();
            long pid = stage.gateway().pid();
            crowd.enter(Who.HALF_OF_MOVERS, ENTER_PER_SECOND, 60);
            Churn churn = new Churn(crowd, 1);
            churn.run(EDGES_PER_SECOND, 5);
            crowd.settle();
            int before = crowd.present();
            long heap = Machine.heap(pid);
            long resident = Machine.resident(pid);
            long kernel = Machine.tcpMemory();
            crowd.enter(Who.STAYERS, ENTER_PER_SECOND, 120);
            crowd.settle();
            int more = crowd.present() - before;
            double heapEach = (Machine.heap(pid) - heap) / (double) more;
            double residentEach = (Machine.resident(pid) - resident) / (double) more;
            double kernelEach = (Machine.tcpMemory() - kernel) / (double) more;
            churn.run(EDGES_PER_SECOND, 5);
            crowd.settle();
            crowd.takeTally();
            churn.run(EDGES_PER_SECOND, seconds);
            crowd.settle();
            Tally tally = crowd.takeTally();
            double p95 = tally.millis(Timing.EDGE, 95);
            System.out.printf(
                    Locale.ROOT,
                    "%6d connections: heap %.0f B, resident %.0f B, kernel %.0f B (both ends) each; edge to event p50 %.2f p95 %.2f p99.9 %.2f ms%n",
                    crowd.present(),
                    heapEach,
                    residentEach,
                    kernelEach,
                    tally.millis(Timing.EDGE, 50),
                    p95,
                    tally.millis(Timing.EDGE, 99.9));
            report.point("heap, resident and kernel memory each (B) by connections", "heap", connections, heapEach);
            report.point(
                    "heap, resident and kernel memory each (B) by connections", "resident", connections, residentEach);
            report.point("heap, resident and kernel memory each (B) by connections", "kernel", connections, kernelEach);
            report.point("edge to event (ms) by connections", "p50", connections, tally.millis(Timing.EDGE, 50));
            report.point("edge to event (ms) by connections", "p95", connections, p95);
            report.atMost("scale_heap_each_at_" + connections, heapEach, "B", HEAP_BYTES);
            Print.exact(report, "scale_at_" + connections, tally);
            return p95;
        }
    }
}
