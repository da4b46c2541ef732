package com.meeshy.presence.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of every measurement (SPEC §9).
///
/// @param brief stay under 60 s
/// @param json where to write the figures as JSON as well, or null
public record Options(boolean brief, @Nullable Path json) {
    /// @throws IllegalArgumentException one sentence about an option that is not known
    public static Options of(List<String> arguments) {
        boolean brief = false;
        Path json = null;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String option = each.next();
            if (option.equals("--short")) {
                brief = true;
            } else if (option.equals("--json") && each.hasNext()) {
                json = Path.of(each.next());
            } else {
                throw new IllegalArgumentException("Unknown option \"" + option + "\": use --short and --json FILE.");
            }
        }
        return new Options(brief, json);
    }
}
