package com.meeshy.presence.core.simulation;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs worlds from a seed on, each a few virtual hours long, until the hours are used up or an invariant breaks;
/// then tells the shrunk story.
@Command(
        name = "./meeshy simulate",
        mixinStandardHelpOptions = true,
        description = "Runs the core through random worlds until an invariant breaks or the hours are over.")
public final class Simulate implements Callable<Integer> {
    /// Virtual hours of plan in one world; every world lives 70 minutes longer, to come to rest; they are not
    /// counted.
    static final long HOURS_EACH = 8;

    private static final long FIRST_SEED = 1;
    private static final long HOURS = 100;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the first world (" + FIRST_SEED + "); without --hours, of the only one.")
    private @Nullable Long seed;

    @Option(names = "--hours", paramLabel = "H", description = "Virtual hours of all worlds together (" + HOURS + ").")
    private @Nullable Double hours;

    private Simulate() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// @return 0 when everything held, 1 when an invariant broke, 2 for a bad command line
    static int run(String... arguments) {
        return new CommandLine(new Simulate()).execute(arguments);
    }

    @Override
    public Integer call() {
        if (seed != null && hours == null) {
            return one(seed);
        }
        return many(seed == null ? FIRST_SEED : seed, hours == null ? HOURS : hours);
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
