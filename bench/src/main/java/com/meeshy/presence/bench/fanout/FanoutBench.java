package com.meeshy.presence.bench.fanout;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.NodePeers;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.Report.Figure;
import com.meeshy.presence.bench.fanout.Trial.AtRate;
import com.meeshy.presence.bench.fanout.Trial.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `./meeshy bench fanout` and `hot`: one event to the 50 members of a room, again and again. The contenders take
/// turns, so that whatever else the machine does meanwhile hits all. Figures of one run may be compared with each
/// other, with those of another run hardly.
public final class FanoutBench {
    private static final double HEAP_BYTES = 3 * 1024;

    private FanoutBench() {}

    /// Many sockets.
    public static int fanout(Options options) throws Exception {
        return run(Scene.crowd(options.brief()), options);
    }

    /// Few sockets, each with events under way all the time.
    public static int hot(Options options) throws Exception {
        return run(Scene.hot(options.brief()), options);
    }

    private static int run(Scene scene, Options options) throws Exception {
        Cores cores = Cores.divide();
        Trial trial = new Trial(scene, cores);
        System.out.println(scene.sockets() + " WebSockets in rooms of " + Trial.ROOM + ", at most " + scene.window()
                + " events under way for each, " + scene.rounds() + " rounds, " + cores);
        Map<Contender, List<Result>> results = new EnumMap<>(Contender.class);
        Set<Contender> here = EnumSet.allOf(Contender.class);
        for (int round = 0; round < scene.rounds(); round++) {
            for (Contender contender : EnumSet.copyOf(here)) {
                try {
                    if (contender == Contender.NODE) {
                        NodePeers.install();
                    }
                    Result result = trial.run(contender, NodePeers.folder(), round == 0);
                    print(result);
                    results.computeIfAbsent(contender, key -> new ArrayList<>()).add(result);
                } catch (IOException | IllegalStateException e) {
                    System.out.println(contender.title() + ": not measured, " + e.getMessage());
                    here.remove(contender);
                }
            }
        }
        return report(scene, results, options);
    }

    private static void print(Result result) {
        System.out.printf(
                Locale.ROOT,
                "%-24s %,12.0f delivered/s %7.2f us CPU each %7.0f B heap %7.0f B resident per socket%n",
                result.contender().title(),
                result.perSecond(),
                result.cpuMicros(),
                result.heapPerSocket(),
                result.residentPerSocket());
        for (AtRate rate : result.rates()) {
            System.out.printf(
                    Locale.ROOT,
                    "    at %,9d/s: %,9.0f/s delivered, p50 %8.2f  p95 %8.2f  p99 %8.2f ms%n",
                    rate.perSecond(),
                    rate.delivered(),
                    rate.p50(),
                    rate.p95(),
                    rate.p99());
        }
    }

    private static int report(Scene scene, Map<Contender, List<Result>> results, Options options) throws IOException {
        Report report = new Report();
        List<Result> ours = results.getOrDefault(Contender.OURS, List.of());
        if (ours.isEmpty()) {
            return 1;
        }
        results.forEach((contender, rounds) -> {
            tell(report, contender.title() + ": delivered/s", rounds, Result::perSecond);
            tell(report, contender.title() + ": CPU for each (us)", rounds, Result::cpuMicros);
        });
        goal(report, scene.name() + "_of_bare", ours, results.get(Contender.BARE), scene.ofBare());
        goal(report, scene.name() + "_of_node", ours, results.get(Contender.NODE), scene.timesNode());
        goal(report, scene.name() + "_of_netty_socketio", ours, results.get(Contender.NETTY_SOCKETIO), 1);
        double heap = ours.stream()
                .mapToDouble(Result::heapPerSocket)
                .sorted()
                .skip(ours.size() / 2)
                .findFirst()
                .orElseThrow();
        report.atMost(scene.name() + "_heap_per_connection", heap, "bytes", HEAP_BYTES);
        return report.finish(options);
    }

    private static Figure tell(Report report, String name, List<Result> rounds, ToDoubleFunction<Result> value) {
        return tell(report, name, rounds.stream().mapToDouble(value).boxed().toList());
    }

    private static Figure tell(Report report, String name, List<Double> rounds) {
        Figure figure = Figure.ofRounds(name, rounds);
        report.figure(figure);
        System.out.printf(
                Locale.ROOT, "%-48s %,14.2f (%,.2f to %,.2f)%n", name, figure.value(), figure.low(), figure.high());
        return figure;
    }

    /// The ratio of each round, of which the one in the middle counts. Without the other there is no goal.
    private static void goal(
            Report report, String name, List<Result> ours, @Nullable List<Result> others, double atLeast) {
        if (others != null) {
            List<Double> ratios = IntStream.range(0, Math.min(ours.size(), others.size()))
                    .mapToObj(round ->
                            ours.get(round).perSecond() / others.get(round).perSecond())
                    .toList();
            report.atLeast(name, tell(report, name, ratios).value(), "x", atLeast);
        }
    }
}
