package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Scenarios;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How strangers are let loose.
///
/// @param brief everything on one gateway and scaled down, under a minute
/// @param loopback strangers stand on loopback though they could stand elsewhere
/// @param seed of all that is random
/// @param markdown where to write the table as well, or null
record HostileOptions(
        boolean brief,
        boolean loopback,
        long seed,
        List<Scenario> scenarios,
        @Nullable Path markdown) {
    /// @throws IllegalArgumentException one sentence about an option that is not known
    static HostileOptions of(List<String> arguments) {
        boolean brief = false;
        boolean loopback = false;
        long seed = 1;
        List<Scenario> scenarios = Scenarios.all();
        Path markdown = null;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String option = each.next();
            if (option.equals("--short")) {
                brief = true;
            } else if (option.equals("--loopback")) {
                loopback = true;
            } else if (option.equals("--seed") && each.hasNext()) {
                seed = Long.parseLong(each.next());
            } else if (option.equals("--only") && each.hasNext()) {
                scenarios = Arrays.stream(each.next().split(","))
                        .map(Scenarios::named)
                        .toList();
            } else if (option.equals("--markdown") && each.hasNext()) {
                markdown = Path.of(each.next());
            } else {
                throw new IllegalArgumentException("Unknown option \"" + option
                        + "\": use --short, --loopback, --seed N, --only NAME,NAME and --markdown FILE.");
            }
        }
        return new HostileOptions(brief, loopback, seed, scenarios, markdown);
    }
}
