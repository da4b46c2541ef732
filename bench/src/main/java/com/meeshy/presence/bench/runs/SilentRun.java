package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import com.meeshy.presence.bench.load.Who;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// One person in twenty falls silent without a word: how long it takes until everybody who sees them knows
/// (SPEC §3.5).
public final class SilentRun {
    private static final int CONTACTS = 20;
    private static final double ENTER_PER_SECOND = 1_000;
    private static final int ONE_IN = 20;
    private static final double PROMISE_SECONDS = 70;

    private SilentRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        int people = options.brief() ? 2_000 : 10_000;
        Map<String, String> settings =
                options.brief() ? Map.of("PING_INTERVAL", "8s", "PING_TIMEOUT", "4s", "OFFLINE_GRACE", "2s") : Map.of();
        double bound = options.brief() ? 14 : 40;
        Print.head("silent", people + " people, one in " + ONE_IN + " falls silent", cores);
        try (Stage stage = Stage.open(options, cores, Lattice.of(people, CONTACTS), 0, settings)) {
            Crowd crowd = stage.crowd();
            crowd.enter(Who.EVERYBODY, ENTER_PER_SECOND, 60);
            crowd.settle();
            crowd.takeTally();
            int silent = new Churn(crowd, 1).fallSilent(people / ONE_IN);
            Thread.sleep(Duration.ofMillis((long) (bound * 1_000)));
            crowd.settle();
            Tally tally = crowd.takeTally();
            Print.counts(tally);
            System.out.printf(Locale.ROOT, "%d silent; announced within %.0f s by the settings%n", silent, bound);
            Print.timing("last sign of life to event in the viewer", tally, Timing.ACTION);
            Report report = new Report();
            report.atMost("silent_detection_max", tally.millis(Timing.ACTION, 100) / 1_000, "s", bound + 1);
            report.atMost("silent_detection_promise", tally.millis(Timing.ACTION, 100) / 1_000, "s", PROMISE_SECONDS);
            Print.exact(report, "silent", tally);
            return report.finish(options);
        }
    }
}
