package com.meeshy.presence.bench;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Stacks that were seen, drawn as a flame graph (Gregg 2011): a box for each frame, as wide as its share of all
/// stacks, upon its caller. The name, and the share, of a narrow box is in its tooltip.
final class FlameGraph {
    private static final int WIDTH = 1_200;
    private static final int ROW = 17;
    private static final int LETTER = 7;
    private static final double NARROWEST = 0.001;

    private final Frame root = new Frame("all");

    private static final class Frame {
        private final String name;
        private final Map<String, Frame> callees = new HashMap<>();
        private long weight;

        private Frame(String name) {
            this.name = name;
        }

        private int depth(double narrowest) {
            return 1
                    + callees.values().stream()
                            .filter(each -> each.weight >= narrowest)
                            .mapToInt(each -> each.depth(narrowest))
                            .max()
                            .orElse(0);
        }
    }

    /// @param frames the outermost caller first
    void add(List<String> frames, long weight) {
        Frame at = root;
        at.weight += weight;
        for (String frame : frames) {
            at = at.callees.computeIfAbsent(frame, Frame::new);
            at.weight += weight;
        }
    }

    /// A picture in SVG, which needs nothing else.
    String svg() {
        int height = root.depth(NARROWEST * root.weight) * ROW;
        StringBuilder svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">\n"
                        .formatted(WIDTH, height));
        if (root.weight > 0) {
            draw(svg, root, 0, height - ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Frame frame, double x, int y) {
        double share = frame.weight / (double) root.weight;
        double width = WIDTH * share;
        String title = String.format(Locale.ROOT, "%s, %.1f %%", frame.name, 100 * share);
        svg.append(String.format(
                Locale.ROOT,
                "<g><title>%s</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                HtmlReport.escaped(title),
                x,
                y,
                width,
                ROW - 1,
                colour(frame.name)));
        int letters = (int) (width / LETTER);
        if (letters > 3) {
            // The end of a name says more than its package.
            String name = frame.name.length() <= letters
                    ? frame.name
                    : "…" + frame.name.substring(frame.name.length() - letters + 1);
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", x + 2, y + ROW - 5, HtmlReport.escaped(name)));
        }
        svg.append("</g>\n");
        double at = x;
        for (Frame each : frame.callees.values().stream()
                .sorted(Comparator.comparing((Frame one) -> one.name))
                .toList()) {
            if (each.weight >= NARROWEST * root.weight) {
                draw(svg, each, at, y - ROW);
            }
            at += WIDTH * each.weight / (double) root.weight;
        }
    }

    /// Ours stand out.
    private static String colour(String name) {
        if (name.startsWith("com.meeshy")) {
            return "#f6c177";
        }
        return name.startsWith("io.netty") ? "#b5d6c6" : "#d8dee4";
    }
}
