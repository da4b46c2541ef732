package com.meeshy.presence.server.cli;

import java.util.ArrayDeque;

/// The latest values as a line of blocks, scaled to their own range.
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private final int width;
    private final ArrayDeque<Double> values = new ArrayDeque<>();

    Sparkline(int width) {
        this.width = width;
    }

    void add(double value) {
        if (values.size() == width) {
            values.removeFirst();
        }
        values.addLast(value);
    }

    /// From nothing to the greatest: for what may be zero.
    String fromZero() {
        return draw(0);
    }

    /// From the least to the greatest: for what changes little.
    String fromLeast() {
        return draw(values.stream().mapToDouble(each -> each).min().orElse(0));
    }

    private String draw(double least) {
        double most = values.stream().mapToDouble(each -> each).max().orElse(0);
        StringBuilder line = new StringBuilder(width);
        for (double value : values) {
            int block = most <= least ? 0 : (int) Math.round((value - least) / (most - least) * (BLOCKS.length() - 1));
            line.append(BLOCKS.charAt(block));
        }
        return line.toString();
    }
}
