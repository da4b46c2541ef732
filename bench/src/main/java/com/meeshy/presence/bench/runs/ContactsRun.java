package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import com.meeshy.presence.bench.load.Who;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everybody shares conversations with 18 others; people log in and out ever faster, each announced to all 18, until
/// logins take too long: the curve and its knee.
public final class ContactsRun {
    private static final int CONTACTS = 18;
    private static final double LOGINS_PER_CORE = 550;
    private static final double P95_MILLIS = 100;
    private static final double ENTER_PER_SECOND = 1_000;

    private ContactsRun() {}

    public static int run(List<String> arguments) throws Exception {
        Options options = Options.of(arguments);
        Cores cores = Cores.divide();
        int people = options.brief() ? 5_000 : 10_000;
        double seconds = options.brief() ? 4 : 20;
        double goal = LOGINS_PER_CORE * cores.each();
        Print.head("contacts", people + " people with 18 contacts, ever more logins a second", cores);
        try (Stage stage = Stage.open(cores, Lattice.of(people, CONTACTS), 0, Map.of())) {
            Crowd crowd = stage.crowd();
            crowd.enter(Who.STAYERS, ENTER_PER_SECOND, 60);
            crowd.enter(Who.HALF_OF_MOVERS, ENTER_PER_SECOND, 60);
            Churn churn = new Churn(crowd, 1);
            churn.run(goal, options.brief() ? 5 : 20);
            crowd.settle();
            crowd.takeTally();
            Report report = new Report();
            double knee = 0;
            for (double share : List.of(0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)) {
                Tally tally = at(stage, churn, share * goal, seconds);
                double p95 = tally.millis(Timing.LOGIN, 95);
                // Who comes too late for its turn is not in the logins, but in the skipped.
                boolean keptUp = tally.get(Count.SKIPPED) < 0.01 * tally.get(Count.EDGES);
                if (keptUp && p95 < P95_MILLIS) {
                    knee = Math.max(knee, tally.get(Count.LOGINS) / seconds);
                } else if (share > 1) {
                    break;
                }
                if (share == 1) {
                    report.atMost("contacts_login_p95_at_goal", p95, "ms", P95_MILLIS);
                    Print.exact(report, "contacts", tally);
                }
            }
            report.atLeast("contacts_logins_per_core", knee / cores.each(), "1/s", LOGINS_PER_CORE * 0.99);
            return report.finish(options);
        }
    }

    private static Tally at(Stage stage, Churn churn, double loginsPerSecond, double seconds) throws Exception {
        double cpu = Machine.cpuSeconds(stage.gateway().pid());
        churn.run(2 * loginsPerSecond, seconds);
        double used = Machine.cpuSeconds(stage.gateway().pid()) - cpu;
        stage.crowd().settle();
        Tally tally = stage.crowd().takeTally();
        System.out.printf(
                Locale.ROOT,
                "%6.0f logins/s: login p50 %7.2f p95 %7.2f p99 %7.2f ms, event p95 %7.2f ms, delivered %d of %d, skipped %d, gateway %3.0f %% of a core%n",
                loginsPerSecond,
                tally.millis(Timing.LOGIN, 50),
                tally.millis(Timing.LOGIN, 95),
                tally.millis(Timing.LOGIN, 99),
                tally.millis(Timing.EDGE, 95),
                tally.get(Count.DELIVERED),
                tally.get(Count.EXPECTED),
                tally.get(Count.SKIPPED),
                100 * used / seconds);
        return tally;
    }
}
