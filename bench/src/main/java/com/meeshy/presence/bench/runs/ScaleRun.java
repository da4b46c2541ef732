package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// More and more connections in one gateway, then in several: what each costs, and the latency at a fixed load.
public final class ScaleRun {
    private static final int CONTACTS = 20;
    private static final double EDGES_PER_SECOND = 50;
    private static final double ENTER_PER_SECOND = 1_000;
    private static final double HEAP_BYTES = 4_096;
    private static final int GATEWAYS = 3;
    private static final int LARGEST = 18_000;
    private static final List<Integer> ALWAYS = List.of(1_000, 5_000, 10_000, LARGEST);
    private static final List<Integer> BEYOND = List.of(50_000, 100_000, 200_000, 500_000, 1_000_000);

    /// Both ends and the kernel's share, with room for the garbage of both processes.
    private static final long BYTES_PER_CONNECTION = 100_000;

    private static final double SECONDS_SIDE_BY_SIDE = 30;

    /// A gateway and the load on it, with room to collect garbage.
    private static final double BYTES_PER_GATEWAY = 4e9;

    private static final String MEMORY = "memory each (B) by connections";
    private static final String LATENCY = "edge to event (ms) by connections";
    private static final double FLAT = 2.0;
    private static final double FLAT_MILLIS = 2.0;

    private ScaleRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        List<Integer> sizes =
                options.brief() ? List.of(500, 3_000) : sizes(Stage.mostConnections(), Machine.freeMemory());
        Print.head("scale", sizes + " connections, " + EDGES_PER_SECOND + " edges/s seen by 20", cores);
        Report report = new Report();
        double first = 0;
        double last = 0;
        for (int size : sizes) {
            last = at(report, options, cores, size, options.brief() ? 8 : 30);
            first = first == 0 ? last : first;
        }
        report.atMost("scale_edge_p95_of_smallest", Math.max(0, last - FLAT_MILLIS) / first, "x", FLAT);
        if (!options.brief()) {
            sideBySide(report, cores);
        }
        return report.finish(options);
    }

    /// Those that every system bears, and as many more as this one has descriptors and memory for.
    static List<Integer> sizes(long mostConnections, long freeBytes) {
        List<Integer> sizes = new ArrayList<>(ALWAYS);
        BEYOND.stream()
                .filter(size -> size <= mostConnections && size * BYTES_PER_CONNECTION <= freeBytes)
                .forEach(sizes::add);
        return sizes;
    }

    static Lattice lattice(int connections) {
        return Lattice.of(connections, CONTACTS);
    }

    /// @return p95 from the edge to the event, in milliseconds
    private static double at(Report report, Options options, Cores cores, int connections, double seconds)
            throws Exception {
        try (Stage stage = Stage.open(options, cores, lattice(connections), 0, Map.of())) {
            Filling filling = Filling.of(stage, EDGES_PER_SECOND, ENTER_PER_SECOND);
            Tally tally = Filling.latency(stage, EDGES_PER_SECOND, seconds);
            tell(report, connections, filling, tally);
            return tally.millis(Timing.EDGE, 95);
        }
    }

    /// More than one process may open: gateways that know nothing of each other, each with a load of its own.
    private static void sideBySide(Report report, Cores cores) throws Exception {
        int all = GATEWAYS * LARGEST;
        long free = Machine.freeMemory();
        if (free < GATEWAYS * BYTES_PER_GATEWAY) {
            System.out.printf(
                    Locale.ROOT,
                    "%d connections in %d gateways are not measured: they need %.0f GB of memory, %.1f are free%n",
                    all,
                    GATEWAYS,
                    GATEWAYS * BYTES_PER_GATEWAY / 1e9,
                    free / 1e9);
            return;
        }
        long kernel = Machine.slab();
        List<ScalePart> parts = new ArrayList<>();
        try {
            for (int part = 0; part < GATEWAYS; part++) {
                parts.add(ScalePart.start(
                        cores,
                        LARGEST,
                        EDGES_PER_SECOND / GATEWAYS,
                        ENTER_PER_SECOND / GATEWAYS,
                        SECONDS_SIDE_BY_SIDE));
            }
            List<Filling> fillings = new ArrayList<>();
            for (ScalePart part : parts) {
                fillings.add(part.filled());
            }
            // Of everybody, also of those who were there before the others came.
            long kernelOfAll = Machine.slab() - kernel;
            Filling sum = new Filling(0, 0, 0, 0);
            for (Filling each : fillings) {
                sum = sum.plus(each);
            }
            sum = new Filling(sum.connections(), sum.heap(), sum.resident(), kernelOfAll * sum.connections() / all);
            Tally tally = new Tally();
            for (ScalePart part : parts) {
                part.proceed();
            }
            for (ScalePart part : parts) {
                tally.add(part.tally());
            }
            tell(report, all, sum, tally);
        } finally {
            for (ScalePart part : parts) {
                part.close();
            }
        }
    }

    private static void tell(Report report, int connections, Filling filling, Tally tally) {
        double p95 = tally.millis(Timing.EDGE, 95);
        System.out.printf(
                Locale.ROOT,
                "%6d connections: heap %.0f B, resident %.0f B, kernel memory %.0f B each; edge to event p50 %.2f p95 %.2f p99.9 %.2f ms%n",
                connections,
                filling.heapEach(),
                filling.residentEach(),
                filling.kernelEach(),
                tally.millis(Timing.EDGE, 50),
                p95,
                tally.millis(Timing.EDGE, 99.9));
        report.point(MEMORY, "heap", connections, filling.heapEach());
        report.point(MEMORY, "resident", connections, filling.residentEach());
        report.point(MEMORY, "kernel", connections, filling.kernelEach());
        report.point(LATENCY, "p50", connections, tally.millis(Timing.EDGE, 50));
        report.point(LATENCY, "p95", connections, p95);
        report.atMost("scale_heap_each_at_" + connections, filling.heapEach(), "B", HEAP_BYTES);
        Print.exact(report, "scale_at_" + connections, tally);
    }
}
