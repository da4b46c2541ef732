package com.meeshy.presence.bench.hostile.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What held in a scenario and what did not.
public final class Verdict {
    private final List<Line> lines = new ArrayList<>();
    private String about = "";

    /// What the bounds from here on are about, before each of their names.
    public void about(String what) {
        about = what;
    }

    /// One bound.
    ///
    /// @param bound with its sign
    public record Line(String what, double value, String unit, String bound, boolean holds) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %s %s (%s)", what, number(value), unit, bound);
        }
    }

    public void atMost(String what, double value, String unit, double limit) {
        lines.add(new Line(about + what, value, unit, "≤ " + number(limit), value <= limit));
    }

    public void atLeast(String what, double value, String unit, double limit) {
        lines.add(new Line(about + what, value, unit, "≥ " + number(limit), value >= limit));
    }

    public void atMost(String what, long value, String unit, double limit) {
        atMost(what, (double) value, unit, limit);
    }

    public void atLeast(String what, long value, String unit, double limit) {
        atLeast(what, (double) value, unit, limit);
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public List<Line> broken() {
        return lines.stream().filter(each -> !each.holds()).toList();
    }

    /// Whether nothing gave way, and only less was tried than should have been.
    public boolean isOfTooLittle() {
        List<Line> broken = broken();
        return !broken.isEmpty()
                && broken.stream().allMatch(each -> each.bound().startsWith("≥"));
    }

    public static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
