package com.meeshy.presence.bench.fanout;

import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.fanout.Trial.AtRate;
import com.meeshy.presence.bench.fanout.Trial.Result;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `./meeshy bench fanout`: one event to the 50 members of a room, again and again, on each contender in turn.
/// Figures of one run may be compared with each other, with those of another run hardly.
public final class FanoutBench {

    private static final double OF_BARE = 0.9;
    private static final double TIMES_NODE = 4;
    private static final double HEAP_BYTES = 3 * 1024;

    private FanoutBench() {}

    public static int run(List<String> arguments) throws Exception {
        Options options = Options.of(arguments);
        Cores cores = Cores.divide();
        int sockets = options.brief() ? 2_000 : 10_000;
        List<Integer> rates = options.brief() ? List.of(50_000) : List.of(20_000, 50_000, 100_000, 200_000, 400_000);
        Trial trial = new Trial(sockets, rates, options.brief() ? 2 : 6, cores);
        System.out.println(sockets + " WebSockets in rooms of " + Trial.ROOM + ", " + cores);
        Map<Contender, Result> results = new EnumMap<>(Contender.class);
        Path peers = peers();
        for (Contender contender : Contender.values()) {
            try {
                if (contender == Contender.NODE) {
                    installPeers(peers);
                }
                Result result = trial.run(contender, peers);
                results.put(contender, result);
                print(result);
            } catch (IOException | IllegalStateException e) {
                System.out.println(contender.title() + ": not measured, " + e.getMessage());
            }
        }
        return report(results, options);
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

    private static int report(Map<Contender, Result> results, Options options) throws IOException {
        Report report = new Report();
        Result ours = results.get(Contender.OURS);
        if (ours == null) {
            return 1;
        }
        Result bare = results.get(Contender.BARE);
        Result node = results.get(Contender.NODE);
        if (bare != null) {
            report.atLeast("fanout_of_bare", ours.perSecond() / bare.perSecond(), "x", OF_BARE);
        }
        if (node != null) {
            report.atLeast("fanout_of_node", ours.perSecond() / node.perSecond(), "x", TIMES_NODE);
        }
        report.atMost("fanout_heap_per_connection", ours.heapPerSocket(), "bytes", HEAP_BYTES);
        return report.finish(options);
    }

    /// The folder with the servers that are not Java, beside the one this was built in.
    private static Path peers() throws URISyntaxException {
        Path built = Path.of(FanoutBench.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return built.resolveSibling("..").resolve("peers").normalize();
    }

    private static void installPeers(Path peers) throws IOException, InterruptedException {
        if (Files.exists(peers.resolve("node_modules/socket.io"))) {
            return;
        }
        Process npm = new ProcessBuilder(
                        "npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--no-package-lock")
                .directory(peers.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroy();
            throw new IOException("npm could not install it");
        }
    }
}
