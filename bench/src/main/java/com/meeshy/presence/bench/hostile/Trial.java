package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.good.GoodPeople.Account;
import com.meeshy.presence.bench.hostile.good.Ledger.Entry;
import com.meeshy.presence.bench.hostile.scenario.Outcome;
import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Verdict;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.runs.Machine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Strangers let loose on a stage, in one way or in several at once.
///
/// @param strangers their figures by scenario
/// @param quiet the books of good people before strangers came
/// @param held what the gateway used while strangers had done all and had not let go
record Trial(
        List<Scenario> scenarios,
        Map<String, Map<String, Long>> strangers,
        Account quiet,
        Account good,
        Household before,
        Household held,
        Household after,
        double processorSeconds,
        Verdict verdict) {

    private static final double MEGABYTE = 1e6;
    private static final double WAIT_P99_MILLIS = 100;

    /// Of a gateway that has just started, on a machine that does other things too.
    private static final double SHORT_WAIT_P99_MILLIS = 2_000;

    private static final double HEAP_MEGABYTES = 16;
    private static final double DIRECT_MEGABYTES = 16;
    private static final double HELD_MEGABYTES = 64;
    private static final double DESCRIPTORS = 8;
    private static final double LOG_LINES = 1_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    static Trial of(List<Scenario> scenarios, Stage stage, Band band, boolean brief) throws Exception {
        long pid = stage.gateway().pid();
        Household before = stage.household();
        LogWatch.Sums said = stage.log().sums();
        stage.people().begin();
        double processor = Machine.cpuSeconds(pid);
        band.strike(scenarios, stage.gateway().port(), brief);
        processor = Machine.cpuSeconds(pid) - processor;
        Account good = stage.people().end();
        Household held = stage.household();
        Map<String, Map<String, Long>> strangers = band.letGo();
        Verdict verdict = new Verdict();
        verdict.atLeast("gateway lives", stage.gateway().isAlive() ? 1 : 0, "", 1);
        Household after = afterwards(stage, before);
        judge(verdict, good, brief ? SHORT_WAIT_P99_MILLIS : WAIT_P99_MILLIS);
        verdict.atMost("heap held", more(held.heap(), before.heap()), "MB", HELD_MEGABYTES);
        verdict.atMost("heap kept", more(after.heap(), before.heap()), "MB", HEAP_MEGABYTES);
        verdict.atMost("direct memory kept", more(after.direct(), before.direct()), "MB", DIRECT_MEGABYTES);
        verdict.atMost("descriptors kept", after.descriptors() - before.descriptors(), "", DESCRIPTORS);
        LogWatch.Sums more = stage.log().sums().minus(said);
        verdict.atMost("log lines", more.lines(), "", LOG_LINES);
        verdict.atMost("errors in the log", more.errors(), "", 0);
        verdict.atMost("lines of stack traces", more.traces(), "", 0);
        for (Scenario each : scenarios) {
            Map<String, Long> figures = strangers.getOrDefault(each.name(), Map.of());
            verdict.about(scenarios.size() == 1 ? "" : each.name() + ": ");
            each.judge(new Outcome(figures, good, processor, brief), verdict);
        }
        return new Trial(scenarios, strangers, stage.quiet(), good, before, held, after, processor, verdict);
    }

    String name() {
        return scenarios.stream().map(Scenario::name).collect(Collectors.joining(", "));
    }

    String says() {
        return scenarios.stream().map(Scenario::says).collect(Collectors.joining("; "));
    }

    /// What is used when all has returned to where it was, or patience ends.
    private static Household afterwards(Stage stage, Household before) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Household now = stage.household();
            boolean returned = more(now.heap(), before.heap()) <= HEAP_MEGABYTES
                    && more(now.direct(), before.direct()) <= DIRECT_MEGABYTES
                    && now.descriptors() - before.descriptors() <= DESCRIPTORS;
            if (returned || System.nanoTime() > end) {
                return now;
            }
            Thread.sleep(1_000);
        }
    }

    /// In megabytes.
    private static double more(long now, long before) {
        return (double) (now - before) / MEGABYTE;
    }

    /// @param patience milliseconds that an answer may take
    private static void judge(Verdict verdict, Account good, double patience) {
        verdict.atMost("answers p99", good.circle().millis(99), "ms", patience);
        verdict.atMost("answers missing", good.circle().get(Entry.UNANSWERED), "", 0);
        verdict.atMost("answers refused", good.circle().get(Entry.REFUSED), "", 0);
        verdict.atMost("messages lost", good.circle().get(Entry.LOST), "", 0);
        verdict.atMost(
                "messages twice or out of order",
                good.circle().get(Entry.TWICE) + good.circle().get(Entry.OUT_OF_ORDER),
                "",
                0);
        verdict.atMost("presence lost", good.crowd().get(Count.LOST), "", 0);
        verdict.atMost(
                "presence false or twice",
                good.crowd().get(Count.FALSE)
                        + good.crowd().get(Count.DUPLICATE)
                        + good.crowd().get(Count.OUT_OF_ORDER),
                "",
                0);
        verdict.atMost(
                "connections broken",
                good.circle().get(Entry.BROKEN) + good.crowd().get(Count.BROKEN),
                "",
                0);
        verdict.atMost("sign-ins failed", good.crowd().get(Count.FAILED_LOGINS), "", 0);
    }
}
