package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import com.meeshy.presence.bench.peers.Contender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everybody shares conversations with 18 others; people log in and out ever faster, each announced to all 18,
/// until logins take too long: the curve and its knee.
public final class ContactsRun {
    private static final int CONTACTS = 18;
    private static final double LOGINS_PER_CORE = 550;
    private static final double P95_MILLIS = 100;
    private static final double ENTER_PER_SECOND = 2_000;
    private static final int ROUNDS = 5;
    private static final double WARM_SECONDS = 20;
    private static final List<Double> SHARES = List.of(0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0);
    private static final List<Double> SHARES_OF_ROUNDS = List.of(0.25, 0.75, 1.0, 1.25, 1.5);
    private static final String CURVE = "login p95 (ms) by logins/s";
    private static final String CURVE_OF_ROUNDS = "login p95 (ms) by logins/s of each contender in turn, all rounds";

    private ContactsRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        Lattice lattice = Lattice.of(options.brief() ? 5_000 : 10_000, CONTACTS);
        double seconds = options.brief() ? 3 : 20;
        double goal = LOGINS_PER_CORE * cores.each();
        Print.head("contacts", lattice.people() + " people with 18 contacts, ever more logins a second", cores);
        Report report = new Report();
        try (Stage stage = Stage.open(options, cores, lattice, 0, Map.of())) {
            Churn churn = stage.gather(ENTER_PER_SECOND, goal, options.brief() ? 3 : WARM_SECONDS);
            double knee = 0;
            for (double share : options.brief() ? List.of(0.5, 1.0) : SHARES) {
                Tally tally = at(stage, churn, share * goal, seconds);
                double p95 = tally.millis(Timing.LOGIN, 95);
                report.point(CURVE, Contender.OURS.title(), share * goal, p95);
                if (keptUp(tally)) {
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
        }
        List<Double> rates = (options.brief() ? List.of(0.25, 0.6) : SHARES_OF_ROUNDS)
                .stream().map(share -> share * goal).toList();
        Lattice same = options.brief() ? Lattice.of(2_000, CONTACTS) : lattice;
        Turns.play(report, options.brief() ? 1 : ROUNDS, cores, same, (stage, contender) -> {
            Churn churn = stage.gather(ENTER_PER_SECOND, 2 * rates.getFirst(), options.brief() ? 3 : WARM_SECONDS / 2);
            return turn(report, stage, contender, churn, rates, options.brief() ? 1.5 : 3);
        });
        return report.finish(options);
    }

    /// How far a contender gets, and what a login costs it at the first rate, which all of them bear. A login
    /// ends with `authenticated`, ours also with the snapshot, which the others have not.
    private static Map<String, Double> turn(
            Report report, Stage stage, Contender contender, Churn churn, List<Double> rates, double seconds)
            throws Exception {
        Map<String, Double> figures = new LinkedHashMap<>();
        double knee = 0;
        for (double loginsPerSecond : rates) {
            double cpu = Machine.cpuSeconds(stage.gateway().pid());
            Tally tally = at(stage, churn, loginsPerSecond, seconds);
            report.point(CURVE_OF_ROUNDS, contender.title(), loginsPerSecond, tally.millis(Timing.LOGIN, 95));
            if (figures.isEmpty()) {
                double used = Machine.cpuSeconds(stage.gateway().pid()) - cpu;
                String rate = " at %.0f/s".formatted(loginsPerSecond);
                figures.put("login p50" + rate + " (ms)", tally.millis(Timing.LOGIN, 50));
                figures.put("login p95" + rate + " (ms)", tally.millis(Timing.LOGIN, 95));
                figures.put(
                        "processor for a login and a logout" + rate + " (ms)",
                        1_000 * used / Math.max(1, tally.get(Count.LOGINS)));
            }
            if (!keptUp(tally)) {
                break;
            }
            knee = tally.get(Count.LOGINS) / seconds;
        }
        figures.put("most logins with p95 below 100 ms (1/s)", knee);
        return figures;
    }

    /// Who comes too late for its turn is not in the logins, but in the skipped.
    private static boolean keptUp(Tally tally) {
        return tally.get(Count.SKIPPED) < 0.01 * tally.get(Count.EDGES) && tally.millis(Timing.LOGIN, 95) < P95_MILLIS;
    }

    private static Tally at(Stage stage, Churn churn, double loginsPerSecond, double seconds) throws Exception {
        double cpu = Machine.cpuSeconds(stage.gateway().pid());
        churn.run(2 * loginsPerSecond, seconds);
        double used = Machine.cpuSeconds(stage.gateway().pid()) - cpu;
        stage.crowd().settle();
        Tally tally = stage.crowd().takeTally();
        System.out.printf(
                Locale.ROOT,
                "%6.0f logins/s: login p50 %7.2f p95 %7.2f p99 %7.2f ms, act to event p95 %7.2f ms, delivered %d of %d, skipped %d, server %3.0f %% of a core%n",
                loginsPerSecond,
                tally.millis(Timing.LOGIN, 50),
                tally.millis(Timing.LOGIN, 95),
                tally.millis(Timing.LOGIN, 99),
                tally.millis(Timing.ACTION, 95),
                tally.get(Count.DELIVERED),
                tally.get(Count.EXPECTED),
                tally.get(Count.SKIPPED),
                100 * used / seconds);
        return tally;
    }
}
