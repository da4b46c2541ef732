package com.meeshy.presence.core.simulation;

import java.util.Map;

/// No book of a node holds more than the people and lines there are, and nothing once everybody has gone.
final class NothingGrowsWithoutBound extends Invariant {
    private long seconds;

    NothingGrowsWithoutBound(World world) {
        super(world);
    }

    @Override
    void eachSecond() {
        SimulatedNode node = world.node();
        if (seconds++ % 60 != 0 || node == null) {
            return;
        }
        int people = world.plan().people();
        Map<String, Integer> sizes = node.sizes();
        sizes.forEach((what, size) -> {
            int bound = switch (what) {
                case "lines", "bookkeeping of shards" -> people * 12;
                case "expiries less lines" -> 0;
                default -> people;
            };
            if (size > bound) {
                throw broken(what + ": " + size + " of " + people + " people");
            }
        });
        if (world.timeline().size() > world.plan().acts().size() + people * 200) {
            throw broken("things to come: " + world.timeline().size());
        }
    }

    @Override
    void atEnd() {
        SimulatedNode node = world.node();
        if (node != null) {
            node.sizes().forEach((what, size) -> {
                if (size > 0) {
                    throw broken(what + ": " + size + " when everybody has gone");
                }
            });
            if (node.tracker().attendance().conversations() > 0) {
                throw broken("conversations are remembered when everybody has gone");
            }
        }
    }
}
