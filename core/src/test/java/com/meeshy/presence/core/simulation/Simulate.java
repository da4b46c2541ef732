package com.meeshy.presence.core.simulation;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// `./meeshy simulate [--seed N] [--hours H]`: runs worlds from a seed on, each a few virtual hours long, until
/// the hours are used up or an invariant breaks; then tells the shrunk story.
public final class Simulate {
    /// Virtual hours of plan in one world; every world lives 70 minutes longer, to come to rest; they are not
    /// counted.
    static final long HOURS_EACH = 8;

    private Simulate() {}

    public static void main(String[] args) {
        int status = run(List.of(args));
        if (status != 0) {
            System.exit(status);
        }
    }

    /// @return 0 when everything held, 1 when an invariant broke, 2 for a bad command line
    public static int run(List<String> args) {
        long seed = 1;
        double hours = 100;
        boolean oneSeed = false;
        for (int i = 0; i < args.size(); i += 2) {
            String value = i + 1 < args.size() ? args.get(i + 1) : "";
            try {
                switch (args.get(i)) {
                    case "--seed" -> {
                        seed = Long.parseLong(value);
                        oneSeed = !args.contains("--hours");
                    }
                    case "--hours" -> hours = Double.parseDouble(value);
                    default -> throw new IllegalArgumentException("unknown option " + args.get(i));
                }
            } catch (IllegalArgumentException e) {
                System.err.println("usage: simulate [--seed N] [--hours H] (" + e.getMessage() + ")");
                return 2;
            }
        }
        return oneSeed ? one(seed) : many(seed, hours);
    }

    private static int one(long seed) {
        Verdict verdict = Verdict.of(Plan.of(seed, HOURS_EACH), Defect.NONE, false);
        if (verdict.broken() != null) {
            tell(verdict, Defect.NONE, System.out);
            return 1;
        }
        held(1, seed, HOURS_EACH, verdict.steps());
        return 0;
    }

    private static int many(long firstSeed, double hours) {
        double lived = 0;
        long steps = 0;
        long seed = firstSeed;
        while (lived < hours) {
            Verdict verdict = Verdict.of(Plan.of(seed, HOURS_EACH), Defect.NONE, false);
            if (verdict.broken() != null) {
                tell(verdict, Defect.NONE, System.out);
                return 1;
            }
            lived += HOURS_EACH;
            steps += verdict.steps();
            seed++;
        }
        held(seed - firstSeed, firstSeed, lived, steps);
        return 0;
    }

    private static void held(long worlds, long firstSeed, double hours, long steps) {
        System.out.printf(
                Locale.ROOT,
                "seeds %d to %d: %d worlds, %.1f virtual hours, %d steps: every invariant held%n",
                firstSeed,
                firstSeed + worlds - 1,
                worlds,
                hours,
                steps);
    }

    /// The story of a failure, as short as it gets.
    static void tell(Verdict failing, Defect defect, PrintStream out) {
        Plan shortest = Shrinking.shrink(failing, defect);
        Verdict again = Verdict.of(shortest, defect, true);
        out.println("seed " + failing.plan().seed() + " breaks " + failing.broken());
        out.println("replay: ./meeshy simulate --seed " + failing.plan().seed());
        out.println();
        out.println("shrunk from " + failing.plan().acts().size() + " acts to "
                + shortest.acts().size() + " (" + shortest.people() + " people, " + shortest.conversations()
                + " conversations):");
        shortest.acts().forEach(act -> out.println("  " + act));
        out.println();
        out.println("what happened:");
        again.story().forEach(line -> out.println("  " + line));
        out.println("  " + again.broken());
    }
}
