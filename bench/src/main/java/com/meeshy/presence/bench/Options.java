package com.meeshy.presence.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of every measurement (SPEC §9).
///
/// @param brief stay under 60 s
/// @param profile record the gateway with JFR and print where its time and its garbage come from
/// @param json where to write the figures as JSON as well, or null
/// @param html where to write them as a page with charts, or null
public record Options(
        boolean brief,
        boolean profile,
        @Nullable Path json,
        @Nullable Path html) {
    /// @throws IllegalArgumentException one sentence about an option that is not known
    public static Options of(List<String> arguments) {
        boolean brief = false;
        boolean profile = false;
        Path json = null;
        Path html = null;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String option = each.next();
            if (option.equals("--short")) {
                brief = true;
            } else if (option.equals("--profile")) {
                profile = true;
            } else if (option.equals("--json") && each.hasNext()) {
                json = Path.of(each.next());
            } else if (option.equals("--html") && each.hasNext()) {
                html = Path.of(each.next());
            } else {
                throw new IllegalArgumentException(
                        "Unknown option \"" + option + "\": use --short, --profile, --json FILE and --html FILE.");
            }
        }
        return new Options(brief, profile, json, html);
    }
}
