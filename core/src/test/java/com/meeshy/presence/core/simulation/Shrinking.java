package com.meeshy.presence.core.simulation;

import java.util.ArrayList;
import java.util.List;

/// Makes a failing plan short: leaves out ever smaller parts as long as the same invariant breaks.
final class Shrinking {
    private static final int MOST_RUNS = 600;

    private final Defect defect;
    private final String invariant;
    private int runs;

    private Shrinking(Defect defect, String invariant) {
        this.defect = defect;
        this.invariant = invariant;
    }

    /// @param failing a verdict with a broken invariant
    static Plan shrink(Verdict failing, Defect defect) {
        Broken broken = failing.broken();
        if (broken == null) {
            throw new IllegalArgumentException("nothing is broken");
        }
        Shrinking shrinking = new Shrinking(defect, broken.invariant());
        Plan plan = shrinking.upTo(failing);
        int part = Math.max(1, plan.acts().size() / 2);
        while (part >= 1 && shrinking.runs < MOST_RUNS) {
            Plan shorter = shrinking.withoutParts(plan, part);
            part = shorter.acts().size() < plan.acts().size()
                    ? Math.min(part, shorter.acts().size())
                    : part / 2;
            plan = shorter;
        }
        return plan;
    }

    /// Nothing after the failure mattered.
    private Plan upTo(Verdict failing) {
        Plan plan = failing.plan();
        Plan cut = plan.with(plan.acts().stream()
                .filter(act -> act.atMillis() <= failing.virtualMillis())
                .toList());
        return fails(cut) ? cut : plan;
    }

    private Plan withoutParts(Plan plan, int part) {
        Plan shortest = plan;
        for (int from = 0; from < shortest.acts().size() && runs < MOST_RUNS; ) {
            List<Act> fewer = new ArrayList<>(shortest.acts());
            fewer.subList(from, Math.min(from + part, fewer.size())).clear();
            Plan candidate = shortest.with(fewer);
            if (fails(candidate)) {
                shortest = candidate;
            } else {
                from += part;
            }
        }
        return shortest;
    }

    private boolean fails(Plan plan) {
        runs++;
        Broken broken = Verdict.of(plan, defect, false).broken();
        return broken != null && broken.invariant().equals(invariant);
    }
}
