package com.meeshy.presence.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The goals of a measurement and whether they were met.
public final class Report {
    private final List<Target> targets = new ArrayList<>();

    /// One goal.
    public record Target(String name, double value, String unit, String goal, boolean pass) {}

    /// A goal that is met by a value not above the limit.
    public void atMost(String name, double value, String unit, double limit) {
        targets.add(new Target(name, value, unit, "<=" + limit, value <= limit));
    }

    /// A goal that is met by a value not below the limit.
    public void atLeast(String name, double value, String unit, double limit) {
        targets.add(new Target(name, value, unit, ">=" + limit, value >= limit));
    }

    /// Prints the lines, writes the file when one is wanted.
    ///
    /// @return the exit code: 0 when every goal was met, else 1
    public int finish(Options options) throws IOException {
        for (Target target : targets) {
            System.out.printf(
                    Locale.ROOT,
                    "TARGET %s %.3f %s %s %s%n",
                    target.name(),
                    target.value(),
                    target.unit(),
                    target.goal(),
                    target.pass() ? "pass" : "miss");
        }
        if (options.json() != null) {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(options.json().toFile(), targets);
        }
        return targets.stream().allMatch(Target::pass) ? 0 : 1;
    }
}
