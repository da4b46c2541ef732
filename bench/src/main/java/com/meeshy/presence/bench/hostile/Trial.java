package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.good.GoodPeople.Account;
import com.meeshy.presence.bench.hostile.good.Ledger.Entry;
import com.meeshy.presence.bench.hostile.scenario.Outcome;
import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Verdict;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.runs.Machine;
import java.io.IOException;
import java.util.Map;

/// One scenario on a stage.
///
/// @param held what the gateway used while strangers had done all and had not let go
record Trial(
        Scenario scenario,
        Map<String, Long> strangers,
        Account good,
        Household before,
        Household held,
        Household after,
        double processorSeconds,
        Verdict verdict) {

    private static final double MEGABYTE = 1e6;
    private static final double WAIT_P99_MILLIS = 100;
    private static final double HEAP_MEGABYTES = 16;
    private static final double DIRECT_MEGABYTES = 16;
    private static final double HELD_MEGABYTES = 64;
    private static final double DESCRIPTORS = 8;
    private static final double LOG_LINES = 1_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    static Trial of(Scenario scenario, Stage stage, Band band, boolean brief) throws Exception {
        long pid = stage.gateway().pid();
        Household before = stage.household();
        long lines = stage.log().lines();
        long errors = stage.log().errors();
        long traces = stage.log().traces();
        stage.people().begin();
        double processor = Machine.cpuSeconds(pid);
        band.strike(scenario, stage.gateway().port());
        processor = Machine.cpuSeconds(pid) - processor;
        Account good = stage.people().end();
        Household held = stage.household();
        Map<String, Long> strangers = band.letGo();
        Verdict verdict = new Verdict();
        verdict.atLeast("gateway lives", stage.gateway().isAlive() ? 1 : 0, "", 1);
        Household after = afterwards(stage, before);
        judge(verdict, good);
        verdict.atMost("heap held", more(held.heap(), before.heap()), "MB", HELD_MEGABYTES);
        verdict.atMost("heap kept", more(after.heap(), before.heap()), "MB", HEAP_MEGABYTES);
        verdict.atMost("direct memory kept", more(after.direct(), before.direct()), "MB", DIRECT_MEGABYTES);
        verdict.atMost("descriptors kept", after.descriptors() - before.descriptors(), "", DESCRIPTORS);
        verdict.atMost("log lines", stage.log().lines() - lines, "", LOG_LINES);
        verdict.atMost("errors in the log", stage.log().errors() - errors, "", 0);
        verdict.atMost("lines of stack traces", stage.log().traces() - traces, "", 0);
        scenario.judge(new Outcome(strangers, good, processor, brief), verdict);
        return new Trial(scenario, strangers, good, before, held, after, processor, verdict);
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

    private static void judge(Verdict verdict, Account good) {
        verdict.atMost("answers p99", good.circle().millis(99), "ms", WAIT_P99_MILLIS);
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
