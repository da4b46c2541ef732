package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.Report.Figure;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.peers.Contender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The contenders take turns with the same population on the same cores, so that whatever else the machine does
/// meanwhile hits all. What a turn gives is compared within its round; the ratios have the spread of the rounds.
final class Turns {
    private final Map<Contender, Map<String, List<Double>>> results = new EnumMap<>(Contender.class);
    private final Map<Contender, Map<String, List<Double>>> ratios = new EnumMap<>(Contender.class);

    /// Plays on an empty stage.
    interface Turn {
        /// The figures of this turn by name with unit, in the order in which they are printed.
        Map<String, Double> play(Stage stage, Contender contender) throws Exception;
    }

    /// Plays all rounds and adds the figures to the report.
    static void play(Report report, int rounds, Cores cores, Lattice lattice, Turn turn) throws Exception {
        System.out.println(lattice.people() + " people over WebSocket on each contender in turn, " + rounds + " round"
                + (rounds == 1 ? ": no spread" : "s") + "; the limit of any server, bare Netty, is in `fanout`");
        Turns turns = new Turns();
        Set<Contender> here = EnumSet.allOf(Contender.class);
        for (int round = 0; round < rounds; round++) {
            Map<Contender, Map<String, Double>> figures = new EnumMap<>(Contender.class);
            for (Contender contender : Contender.values()) {
                if (here.contains(contender)) {
                    System.err.println("  round " + (round + 1) + ": " + contender.title());
                    try (Stage stage = Stage.open(contender, cores, lattice)) {
                        figures.put(contender, turn.play(stage, contender));
                    } catch (IOException e) {
                        System.out.println(contender.title() + " is not measured: " + e.getMessage());
                        here.remove(contender);
                    } catch (IllegalStateException e) {
                        System.out.println(
                                contender.title() + " failed in round " + (round + 1) + ": " + e.getMessage());
                    }
                }
            }
            turns.add(figures);
        }
        turns.tell(report);
    }

    private void add(Map<Contender, Map<String, Double>> round) {
        Map<String, Double> ours = round.getOrDefault(Contender.OURS, Map.of());
        round.forEach((contender, figures) -> figures.forEach((name, value) -> {
            put(results, contender, name, value);
            Double own = ours.get(name);
            if (contender != Contender.OURS && own != null && own > 0) {
                put(ratios, contender, name, value / own);
            }
        }));
    }

    private static void put(
            Map<Contender, Map<String, List<Double>>> into, Contender contender, String name, double value) {
        into.computeIfAbsent(contender, key -> new LinkedHashMap<>())
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(value);
    }

    private void tell(Report report) {
        results.forEach((contender, figures) -> {
            System.out.println(contender.title() + ":");
            figures.forEach((name, values) -> {
                Figure figure = Figure.ofRounds(contender.title() + ": " + name, values);
                report.figure(figure);
                System.out.printf(
                        Locale.ROOT,
                        "  %-48s %10.2f (%.2f to %.2f)",
                        name,
                        figure.value(),
                        figure.low(),
                        figure.high());
                List<Double> shares = ratios.getOrDefault(contender, Map.of()).getOrDefault(name, List.of());
                if (!shares.isEmpty()) {
                    Figure ratio = Figure.ofRounds(contender.title() + " / this gateway: " + name, shares);
                    report.figure(ratio);
                    System.out.printf(
                            Locale.ROOT, ", %.2f times ours (%.2f to %.2f)", ratio.value(), ratio.low(), ratio.high());
                }
                System.out.println();
            });
        });
    }
}
