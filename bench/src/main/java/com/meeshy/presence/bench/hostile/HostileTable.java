package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.good.Ledger.Entry;
import com.meeshy.presence.bench.hostile.scenario.Verdict;
import com.meeshy.presence.bench.load.Count;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What held, scenario by scenario: a line each for the terminal, a table for the documentation.
final class HostileTable {
    private static final double MEGABYTE = 1e6;

    private final HostileOptions options;
    private final int cores;
    private final List<Trial> trials = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    HostileTable(HostileOptions options, int cores) {
        this.options = options;
        this.cores = cores;
    }

    void add(Trial trial) {
        trials.add(trial);
    }

    /// It did not come to its end.
    void failed(String scenario, Exception why) {
        failed.add(scenario + ": " + why.getMessage());
    }

    boolean holds() {
        return failed.isEmpty()
                && trials.stream().allMatch(each -> each.verdict().broken().isEmpty());
    }

    String line(Trial trial) {
        return String.format(
                Locale.ROOT,
                "%-16s %s  answers p99 %.1f ms without them, p50 %.1f p95 %.1f p99 %.1f ms with (%d), lost %d; heap %s MB, direct %s MB, descriptors %d→%d; %.1f s of processor",
                trial.name(),
                trial.verdict().broken().isEmpty() ? "holds" : "MISS ",
                trial.quiet().circle().millis(99),
                trial.good().circle().millis(50),
                trial.good().circle().millis(95),
                trial.good().circle().millis(99),
                trial.good().circle().get(Entry.ASKED),
                lost(trial),
                way(trial.before().heap(), trial.held().heap(), trial.after().heap()),
                way(
                        trial.before().direct(),
                        trial.held().direct(),
                        trial.after().direct()),
                trial.before().descriptors(),
                trial.after().descriptors(),
                trial.processorSeconds());
    }

    private static long lost(Trial trial) {
        return trial.good().circle().get(Entry.LOST) + trial.good().crowd().get(Count.LOST);
    }

    private static String way(long before, long held, long after) {
        return String.format(Locale.ROOT, "%.0f→%.0f→%.0f", before / MEGABYTE, held / MEGABYTE, after / MEGABYTE);
    }

    String summary() {
        long bounds =
                trials.stream().mapToLong(each -> each.verdict().lines().size()).sum();
        long broken = trials.stream()
                .mapToLong(each -> each.verdict().broken().size())
                .sum();
        return String.format(
                Locale.ROOT,
                "hostile: %d of %d scenarios hold, %d of %d bounds%s",
                trials.stream()
                        .filter(each -> each.verdict().broken().isEmpty())
                        .count(),
                trials.size() + failed.size(),
                bounds - broken,
                bounds,
                failed.isEmpty() ? "" : "; not at their end: " + String.join("; ", failed));
    }

    /// A page of the documentation.
    String markdown() {
        String rows = trials.stream().map(HostileTable::row).collect(Collectors.joining("\n"));
        return """
                # What strangers can do

                    ./meeshy test --hostile --markdown docs/operate/hostile.md

                replaces this page by what it saw: how long good people waited for their answers without and with strangers, heap, direct memory and
                descriptors before, while strangers held on to what they have, and afterwards. `--only NAME,NAME` lets one kind of strangers loose, `--short`
                several at once for some seconds, `--seed N` repeats what is random, `--loopback` does without a network namespace. Why it is done so:
                [decision 0099](../decisions/0099-strangers-beside-good-people.md).

                Seen on %s with `./meeshy test --hostile%s --seed %d`: %d cores for all of them, Java %s, a gateway with
                256 MB of heap and 64 MB of direct memory. Beside the strangers live 16 people who write to each other and 49 of whom
                some come and go, with exact books. Bounds of every scenario: answers to good people within 100 ms (p99), none missing or
                refused; no message or presence lost, twice, false or out of order; no connection broken, no sign-in failed; afterwards
                at most 16 MB of heap, 16 MB of direct memory and 8 descriptors more than before (heap at most 64 MB more while strangers
                hold on to what they have); at most 1 000 lines of log besides those of announcements, none of them an error or a stack trace.

                Heap and direct memory are megabytes before, while strangers held on, and afterwards.

                | scenario | strangers | answers p99 without and with them | heap | direct | descriptors | holds |
                |---|---|---|---|---|---|---|
                %s

                %s
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        options.brief() ? " --short" : "",
                        options.seed(),
                        cores,
                        System.getProperty("java.version"),
                        rows,
                        summary());
    }

    private static String row(Trial trial) {
        List<Verdict.Line> broken = trial.verdict().broken();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f, %.1f ms | %s | %s | %d → %d | %s |",
                trial.name(),
                trial.says(),
                trial.quiet().circle().millis(99),
                trial.good().circle().millis(99),
                way(trial.before().heap(), trial.held().heap(), trial.after().heap()),
                way(
                        trial.before().direct(),
                        trial.held().direct(),
                        trial.after().direct()),
                trial.before().descriptors(),
                trial.after().descriptors(),
                broken.isEmpty()
                        ? "yes"
                        : "no: " + broken.stream().map(Verdict.Line::toString).collect(Collectors.joining("; ")));
    }
}
