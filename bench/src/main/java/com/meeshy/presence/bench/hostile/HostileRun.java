package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Verdict;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Lets strangers loose on gateways, one kind of harm after the other, and says what held.
public final class HostileRun {
    private static final int WARM_MILLIS = 4_000;
    private static final int SHORT_WARM_MILLIS = 2_000;

    private HostileRun() {}

    public static void main(String[] arguments) throws Exception {
        HostileOptions options;
        try {
            options = HostileOptions.of(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options));
    }

    private static int run(HostileOptions options) throws Exception {
        int all = Runtime.getRuntime().availableProcessors();
        Cores cores = Cores.divide();
        HostileTable table = new HostileTable(options, all);
        try (Land land = options.loopback() ? Land.loopback() : Land.open();
                Band band = Band.gather(land, options.brief(), options.seed())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(land)));
            System.out.println("hostile: " + land.says() + ", seed " + options.seed() + "; " + cores);
            if (options.brief()) {
                together(options, land, cores, band, table);
            } else {
                for (Scenario each : options.scenarios()) {
                    try (Stage stage = open(each, land, cores, WARM_MILLIS)) {
                        say(table, Trial.of(each, stage, band, false), stage);
                    } catch (java.io.IOException | IllegalStateException | java.util.concurrent.ExecutionException e) {
                        System.out.println(each.name() + ": did not come to its end: " + e);
                        table.failed(each, e);
                    }
                }
            }
        }
        if (options.markdown() != null) {
            Files.writeString(options.markdown(), table.markdown());
        }
        System.out.println(table.summary());
        return table.holds() ? 0 : 1;
    }

    /// On one gateway, while it lives.
    private static void together(HostileOptions options, Land land, Cores cores, Band band, HostileTable table)
            throws Exception {
        List<Scenario> left = new ArrayList<>(options.scenarios().stream()
                .filter(each -> each.shortSeconds() > 0)
                .toList());
        while (!left.isEmpty()) {
            try (Stage stage = open(left.getFirst(), land, cores, SHORT_WARM_MILLIS)) {
                while (!left.isEmpty() && stage.gateway().isAlive()) {
                    say(table, Trial.of(left.removeFirst(), stage, band, true), stage);
                }
            }
        }
    }

    private static Stage open(Scenario scenario, Land land, Cores cores, int warmMillis) throws Exception {
        Stage stage = Stage.open(scenario, land, cores);
        stage.people().begin();
        Thread.sleep(warmMillis);
        stage.people().end();
        return stage;
    }

    private static void say(HostileTable table, Trial trial, Stage stage) {
        table.add(trial);
        System.out.println(table.line(trial));
        for (Verdict.Line each : trial.verdict().broken()) {
            System.out.println("    MISS " + each);
        }
        System.out.println("    strangers: "
                + trial.strangers().entrySet().stream().map(HostileRun::said).collect(Collectors.joining(", ")));
        stage.log().kept().forEach(each -> System.out.println("    log: " + each));
    }

    /// Leaves no gateway and no strangers behind.
    private static void interrupted(Land land) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        land.close();
    }

    private static String said(Map.Entry<String, Long> figure) {
        return figure.getKey() + " " + Verdict.number(figure.getValue());
    }
}
