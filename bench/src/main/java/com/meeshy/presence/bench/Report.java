package com.meeshy.presence.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The goals of a measurement and whether they were met, and the figures without a goal.
public final class Report {
    private final List<Target> targets = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Map<String, List<Point>>> curves = new LinkedHashMap<>();

    /// One goal.
    public record Target(String name, double value, String unit, String goal, boolean pass) {}

    /// The median of some rounds, the lowest and the highest.
    public record Figure(String name, double value, double low, double high) {
        public static Figure ofRounds(String name, List<Double> rounds) {
            List<Double> sorted = rounds.stream().sorted().toList();
            return new Figure(name, sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
        }
    }

    /// A place on a curve.
    public record Point(double x, double y) {}

    /// All of it, as it is written to files.
    ///
    /// @param curves by title and by the name of the series
    public record Everything(
            String command,
            String machine,
            List<Target> targets,
            List<Figure> figures,
            Map<String, Map<String, List<Point>>> curves) {}

    /// A goal that is met by a value not above the limit.
    public void atMost(String name, double value, String unit, double limit) {
        targets.add(new Target(name, value, unit, "<=" + limit, value <= limit));
    }

    /// A goal that is met by a value not below the limit.
    public void atLeast(String name, double value, String unit, double limit) {
        targets.add(new Target(name, value, unit, ">=" + limit, value >= limit));
    }

    /// A goal that cannot be judged, and so is not met.
    public void unknown(String name, String unit, String goal, String why) {
        System.out.println(name + " is not known: " + why);
        targets.add(new Target(name, Double.NaN, unit, goal, false));
    }

    public void figure(Figure figure) {
        figures.add(figure);
    }

    /// One more point of a curve.
    ///
    /// @param title with both axes and their units, such as `login p95 (ms) by logins/s`
    public void point(String title, String series, double x, double y) {
        curves.computeIfAbsent(title, key -> new LinkedHashMap<>())
                .computeIfAbsent(series, key -> new ArrayList<>())
                .add(new Point(x, y));
    }

    /// Prints the lines, writes the files when they are wanted.
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
        Everything all = new Everything(Main.command(), machine(), targets, figures, curves);
        if (options.json() != null) {
            new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(options.json().toFile(), all);
        }
        if (options.html() != null) {
            Files.writeString(options.html(), HtmlReport.of(all));
        }
        return targets.stream().allMatch(Target::pass) ? 0 : 1;
    }

    private static String machine() {
        return "%d cores, %s %s %s, Java %s"
                .formatted(
                        Main.CORES,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }
}
