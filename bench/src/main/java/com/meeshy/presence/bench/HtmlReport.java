package com.meeshy.presence.bench;

import com.meeshy.presence.bench.Report.Everything;
import com.meeshy.presence.bench.Report.Figure;
import com.meeshy.presence.bench.Report.Point;
import com.meeshy.presence.bench.Report.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// A report as one page that needs nothing else: no script, no font, no network.
final class HtmlReport {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 300;
    private static final int MARGIN = 60;
    private static final int TICKS = 4;
    private static final List<String> COLOURS = List.of("#0b7285", "#c92a2a", "#5f3dc4", "#2b8a3e");
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 760px; margin: 2rem auto; padding: 0 1rem; color: #222 }
            table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd }
            td.number { text-align: right; font-variant-numeric: tabular-nums }
            .pass { color: #2b8a3e } .miss { color: #c92a2a; font-weight: bold }
            svg { width: 100%; height: auto }
            """;

    private HtmlReport() {}

    static String of(Everything all) {
        StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>" + escaped(all.command()) + "</title><style>\n" + STYLE + "</style></head><body>\n");
        page.append("<h1><code>").append(escaped(all.command())).append("</code></h1>\n");
        page.append("<p>").append(escaped(all.machine())).append("</p>\n");
        page.append("<table><tr><th>Target<th>Measured<th>Goal<th></tr>\n");
        for (Target each : all.targets()) {
            String met = each.pass() ? "pass" : "miss";
            row(page, each.name(), number(each.value()) + " " + each.unit(), each.goal(), met);
        }
        page.append("</table>\n");
        all.curves().forEach((title, series) -> chart(page, title, series));
        if (!all.figures().isEmpty()) {
            page.append("<table><tr><th>Figure<th>Median<th>Lowest<th>Highest</tr>\n");
            for (Figure each : all.figures()) {
                row(page, each.name(), number(each.value()), number(each.low()), number(each.high()));
            }
            page.append("</table>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private static void row(StringBuilder page, String name, String first, String second, String last) {
        String kind = last.equals("pass") || last.equals("miss") ? last : "number";
        page.append("<tr><td>").append(escaped(name));
        page.append("<td class=\"number\">").append(escaped(first));
        page.append("<td class=\"number\">").append(escaped(second));
        page.append("<td class=\"")
                .append(kind)
                .append("\">")
                .append(escaped(last))
                .append("</tr>\n");
    }

    private static void chart(StringBuilder page, String title, Map<String, List<Point>> series) {
        double right = highest(series.values(), Point::x);
        double top = highest(series.values(), Point::y);
        page.append("<h2>").append(escaped(title)).append("</h2>\n");
        page.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(WIDTH, HEIGHT));
        for (int tick = 0; tick <= TICKS; tick++) {
            double share = tick / (double) TICKS;
            line(page, x(0), y(share), x(1), y(share));
            text(page, MARGIN - 6, y(share) + 4, "end", number(share * top));
            text(page, x(share), HEIGHT - MARGIN / 2.0, "middle", number(share * right));
        }
        int number = 0;
        for (Map.Entry<String, List<Point>> each : series.entrySet()) {
            String colour = COLOURS.get(number % COLOURS.size());
            StringBuilder places = new StringBuilder();
            // Several rounds give several points at one place: the line shows their spread.
            for (Point point : each.getValue().stream()
                    .sorted(Comparator.comparingDouble(Point::x))
                    .toList()) {
                double x = x(point.x() / right);
                double y = y(point.y() / top);
                places.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
                page.append(String.format(
                        Locale.ROOT, "<circle r=\"3\" fill=\"%s\" cx=\"%.1f\" cy=\"%.1f\"/>%n", colour, x, y));
            }
            page.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\"" + places
                    + "\"/>\n<g fill=\"" + colour + "\">");
            text(page, MARGIN + 12, 20 + 16 * number, "start", each.getKey());
            page.append("</g>\n");
            number++;
        }
        page.append("</svg>\n");
    }

    /// 1 when all are 0 or there is none, so that it can be divided by.
    private static double highest(Collection<List<Point>> series, ToDoubleFunction<Point> which) {
        double highest =
                series.stream().flatMap(List::stream).mapToDouble(which).max().orElse(0);
        return highest > 0 ? highest : 1;
    }

    private static double x(double share) {
        return MARGIN + share * (WIDTH - 1.5 * MARGIN);
    }

    private static double y(double share) {
        return HEIGHT - MARGIN - share * (HEIGHT - 1.5 * MARGIN);
    }

    private static void line(StringBuilder page, double x1, double y1, double x2, double y2) {
        page.append(String.format(Locale.ROOT, "<path stroke=\"#ddd\" d=\"M%.1f %.1fL%.1f %.1f\"/>%n", x1, y1, x2, y2));
    }

    private static void text(StringBuilder page, double x, double y, String anchor, String text) {
        page.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                escaped(text)));
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "?";
        }
        return Math.abs(value) < 100
                ? String.format(Locale.ROOT, "%.2f", value)
                : String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
