package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.Report.Figure;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import com.meeshy.presence.bench.load.Who;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A gateway that everybody comes back to as soon as it is ready: untrained, with classes as a training left
/// them, and with the profiles of its methods as well, in turn.
public final class FirstSecondsRun {
    private static final List<String> MAIN = List.of("com.meeshy.presence.server.Main", "start");
    private static final Lattice LATTICE = Lattice.of(686, 18);
    private static final double LOGINS_PER_SECOND = 300;
    private static final double EDGES_PER_SECOND = 300;
    private static final double SECONDS = 2;
    private static final double PATIENCE_SECONDS = 60;
    private static final int ROUNDS = 5;

    private static final String UNTRAINED = "untrained";
    private static final String TRAINED = "trained";
    private static final String UNTIL_READY = ": processor until ready (s)";

    private final Cores cores;
    private final Path folder;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private FirstSecondsRun(Cores cores, Path folder) {
        this.cores = cores;
        this.folder = folder;
    }

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        Print.head("start", LATTICE.people() + " people come to a gateway that has just become ready", cores);
        Path folder = Files.createTempDirectory("meeshy-bench-start-");
        Report report = new Report();
        try {
            new FirstSecondsRun(cores, folder).measure(options.brief() ? 1 : ROUNDS, report);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return report.finish(options);
    }

    private void measure(int rounds, Report report) throws Exception {
        Map<String, List<String>> kept = learn();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> each : kept.entrySet()) {
                turn(each.getKey(), each.getValue());
            }
        }
        figures.forEach((name, values) -> {
            List<Double> sorted = values.stream().sorted().toList();
            report.figure(new Figure(name, sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast()));
        });
        // Not its latency: other work on the machine moves that more.
        report.atMost("start_processor_of_untrained", median(TRAINED) / median(UNTRAINED), "x", 1);
    }

    private double median(String name) {
        List<Double> sorted = figures.getOrDefault(name + UNTIL_READY, List.of()).stream()
                .sorted()
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    /// @return options of Java by what they stand for
    private Map<String, List<String>> learn() throws Exception {
        Path record = folder.resolve("record");
        Path cache = folder.resolve("trained.aot");
        TrainingRun.train(command(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + record)));
        List<String> create = List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + record, "-XX:AOTCache=" + cache);
        new ProcessBuilder(GatewayProcess.java(create, List.of()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (!Files.exists(cache)) {
            throw new IllegalStateException("this Java wrote no cache of its training");
        }
        try (GatewayProcess first = launch(List.of())) {
            new Operator(first.port()).importDocument(Population.of(LATTICE));
        }
        Map<String, List<String>> kept = new LinkedHashMap<>();
        kept.put(UNTRAINED, List.of());
        kept.put(TRAINED, List.of("-XX:AOTCache=" + cache, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining"));
        kept.put(TRAINED + ", with profiles", List.of("-XX:AOTCache=" + cache));
        return kept;
    }

    /// Everybody comes; then some log out and in.
    private void turn(String name, List<String> options) throws Exception {
        long begun = System.nanoTime();
        try (GatewayProcess gateway = launch(options)) {
            put(name + ": ready after (s)", (System.nanoTime() - begun) / 1e9);
            put(name + UNTIL_READY, Machine.cpuSeconds(gateway.pid()));
            try (Crowd crowd = new Crowd(TrainingRun.plan(gateway, LATTICE, 0))) {
                crowd.enter(Who.EVERYBODY, LOGINS_PER_SECOND, PATIENCE_SECONDS);
                put(name + ": p95 of the first logins (ms)", crowd.takeTally().millis(Timing.LOGIN, 95));
                new Churn(crowd, 1).run(EDGES_PER_SECOND, SECONDS);
                crowd.settle();
                Tally tally = crowd.takeTally();
                put(name + ": p95 of the next logins (ms)", tally.millis(Timing.LOGIN, 95));
                put(name + ": p95 of the next edges, act to event (ms)", tally.millis(Timing.ACTION, 95));
            }
            put(name + ": processor in all (s)", Machine.cpuSeconds(gateway.pid()));
        }
    }

    private void put(String name, double value) {
        figures.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        System.out.printf(Locale.ROOT, "%-60s %8.2f%n", name, value);
    }

    private GatewayProcess launch(List<String> options) throws Exception {
        return GatewayProcess.launch(
                command(options), Map.of("DATA_DIR", folder.resolve("data").toString()));
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(cores.prefixForServer());
        command.addAll(GatewayProcess.java(options, MAIN));
        return command;
    }
}
