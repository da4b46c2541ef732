package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run says, alike for all.
final class Print {
    private Print() {}

    static void head(String name, String what, Cores cores) {
        System.out.println(name + ": " + what);
        System.out.println(cores);
    }

    /// Every count that is not 0.
    static void counts(Tally tally) {
        List<String> said = new ArrayList<>();
        for (Count each : Count.values()) {
            if (tally.get(each) != 0) {
                said.add(each.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + tally.get(each));
            }
        }
        System.out.println(String.join(", ", said));
    }

    static void timing(String what, Tally tally, Timing timing) {
        System.out.printf(
                Locale.ROOT,
                "%s: n=%d p50=%.2f p95=%.2f p99=%.2f p99.9=%.2f max=%.2f ms%n",
                what,
                tally.histogram(timing).getTotalCount(),
                tally.millis(timing, 50),
                tally.millis(timing, 95),
                tally.millis(timing, 99),
                tally.millis(timing, 99.9),
                tally.millis(timing, 100));
    }

    /// Nothing lost, nothing twice, nothing false: the goals of every run with exact books.
    static void exact(Report report, String name, Tally tally) {
        report.atLeast(name + "_delivered", count(tally, Count.DELIVERED), "events", count(tally, Count.EXPECTED));
        report.atMost(name + "_lost", count(tally, Count.LOST), "events", 0);
        report.atMost(name + "_duplicate", count(tally, Count.DUPLICATE), "events", 0);
        report.atMost(name + "_false", count(tally, Count.FALSE) + count(tally, Count.OUT_OF_ORDER), "events", 0);
    }

    static double count(Tally tally, Count what) {
        return (double) tally.get(what);
    }
}
