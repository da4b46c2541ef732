package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Scenarios;
import com.meeshy.presence.bench.hostile.scenario.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lets strangers loose on gateways, one kind of harm after the other, and says what held.
@Command(
        name = "./meeshy test --hostile",
        mixinStandardHelpOptions = true,
        description = "What strangers can do, and whether good people beside them notice.")
public final class HostileRun implements Callable<Integer> {
    private static final int WARM_MILLIS = 4_000;
    private static final int SHORT_WARM_MILLIS = 2_000;

    @Mixin
    private final HostileOptions options = new HostileOptions();

    private HostileRun() {}

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new HostileRun());
    }

    @Override
    public Integer call() throws Exception {
        int all = Runtime.getRuntime().availableProcessors();
        HostileTable table = new HostileTable(options, all);
        try (Land land = options.loopback() ? Land.loopback() : Land.open();
                Band band = Band.gather(land, options.seed())) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(land)));
            System.out.println("hostile: " + land.says() + ", seed " + options.seed() + ", " + all + " cores");
            if (options.brief()) {
                together(land, band, table);
            } else {
                inTurn(land, band, table);
            }
        }
        if (options.markdown() != null) {
            Files.writeString(options.markdown(), table.markdown());
        }
        System.out.println(table.summary());
        return table.holds() ? 0 : 1;
    }

    /// Each on a gateway of its own.
    private void inTurn(Land land, Band band, HostileTable table) throws Exception {
        for (Scenario each : options.scenarios()) {
            try (Stage stage = open(each, land, false)) {
                // Where a gateway has just started, its code is not compiled yet.
                band.strike(List.of(each), stage.gateway().port(), true);
                band.letGo();
                say(table, Trial.of(List.of(each), stage, band, false), stage);
            } catch (IOException | IllegalStateException | ExecutionException e) {
                System.out.println(each.name() + ": did not come to its end: " + e);
                table.failed(each.name(), e);
            }
        }
    }

    /// Many at once on one gateway, while it lives.
    private void together(Land land, Band band, HostileTable table) throws Exception {
        Deque<List<Scenario>> left = new ArrayDeque<>(Scenarios.brief().stream()
                .map(group ->
                        group.stream().filter(options.scenarios()::contains).toList())
                .filter(group -> !group.isEmpty())
                .toList());
        while (!left.isEmpty()) {
            try (Stage stage = open(left.getFirst().getFirst(), land, true)) {
                while (!left.isEmpty() && stage.gateway().isAlive()) {
                    say(table, shortly(left.removeFirst(), stage, band), stage);
                }
            }
        }
    }

    /// Once more when other work on the machine left strangers no time.
    private static Trial shortly(List<Scenario> scenarios, Stage stage, Band band) throws Exception {
        Trial trial = Trial.of(scenarios, stage, band, true);
        for (int again = 0;
                again < 2 && stage.gateway().isAlive() && trial.verdict().isOfTooLittle();
                again++) {
            System.out.println(
                    "once more, too little was tried: " + trial.verdict().broken());
            trial = Trial.of(scenarios, stage, band, true);
        }
        return trial;
    }

    private static Stage open(Scenario scenario, Land land, boolean brief) throws Exception {
        Stage stage = Stage.open(scenario, land, brief);
        stage.warm(brief ? SHORT_WARM_MILLIS : WARM_MILLIS);
        return stage;
    }

    private static void say(HostileTable table, Trial trial, Stage stage) {
        table.add(trial);
        System.out.println(table.line(trial));
        for (Verdict.Line each : trial.verdict().broken()) {
            System.out.println("    MISS " + each);
        }
        trial.strangers()
                .forEach((scenario, figures) -> System.out.println("    " + scenario + ": "
                        + figures.entrySet().stream().map(HostileRun::said).collect(Collectors.joining(", "))));
        stage.log().takeKept().forEach(each -> System.out.println("    log: " + each));
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
