package com.meeshy.presence.bench.fanout;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.NodePeers;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.fanout.Trial.AtRate;
import com.meeshy.presence.bench.fanout.Trial.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `./meeshy bench fanout`: one event to the 50 members of a room, again and again, on each contender in turn.
/// Figures of one run may be compared with each other, with those of another run hardly.
public final class FanoutBench {

    private static final int ROUNDS = 5;
    private static final double OF_BARE = 0.9;
    private static final double TIMES_NODE = 4;
    private static final double HEAP_BYTES = 3 * 1024;

    private FanoutBench() {}

    public static int run(List<String> arguments) throws Exception {
        Options options = Options.of(arguments);
        Cores cores = Cores.divide();
        int sockets = options.brief() ? 2_000 : 10_000;
        List<Integer> rates = options.brief() ? List.of(50_000) : List.of(20_000, 50_000, 200_000);
        Trial trial = new Trial(sockets, rates, options.brief() ? 2 : 4, cores);
        System.out.println(sockets + " WebSockets in rooms of " + Trial.ROOM + ", " + cores);
        Map<Contender, List<Result>> results = new EnumMap<>(Contender.class);
        Path peers = NodePeers.folder();
        for (Contender contender : turns(options)) {
            try {
                if (contender == Contender.NODE) {
                    NodePeers.install();
                }
                boolean first = !results.containsKey(contender);
                Result result = trial.run(contender, peers, first);
                print(result);
                results.computeIfAbsent(contender, key -> new ArrayList<>()).add(result);
            } catch (IOException | IllegalStateException e) {
                System.out.println(contender.title() + ": not measured, " + e.getMessage());
            }
        }
        return report(results, options);
    }

    /// The two that come close take turns, so that whatever else the machine does meanwhile hits both.
    private static List<Contender> turns(Options options) {
        List<Contender> turns = new ArrayList<>();
        for (int round = 0; round < (options.brief() ? 1 : ROUNDS); round++) {
            turns.add(Contender.BARE);
            turns.add(Contender.OURS);
        }
        turns.add(Contender.NETTY_SOCKETIO);
        turns.add(Contender.NODE);
        return turns;
    }

    /// The round in the middle.
    private static @Nullable Result median(@Nullable List<Result> rounds) {
        if (rounds == null) {
            return null;
        }
        rounds.sort(Comparator.comparingDouble(Result::perSecond));
        return rounds.get(rounds.size() / 2);
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

    private static int report(Map<Contender, List<Result>> results, Options options) throws IOException {
        Report report = new Report();
        Result ours = median(results.get(Contender.OURS));
        if (ours == null) {
            return 1;
        }
        Result bare = median(results.get(Contender.BARE));
        Result node = median(results.get(Contender.NODE));
        if (bare != null) {
            System.out.printf(
                    Locale.ROOT,
                    "in the middle of the rounds: bare %,.0f/s at %.2f us, ours %,.0f/s at %.2f us%n",
                    bare.perSecond(),
                    bare.cpuMicros(),
                    ours.perSecond(),
                    ours.cpuMicros());
            report.atLeast("fanout_of_bare", ours.perSecond() / bare.perSecond(), "x", OF_BARE);
        }
        if (node != null) {
            report.atLeast("fanout_of_node", ours.perSecond() / node.perSecond(), "x", TIMES_NODE);
        }
        report.atMost("fanout_heap_per_connection", ours.heapPerSocket(), "bytes", HEAP_BYTES);
        return report.finish(options);
    }
}
