package com.meeshy.presence.server.telemetry;

import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// For how long anybody was shown wrong, as histograms by cause.
final class TruthHistograms implements TruthMeter {
    /// From a broken line that comes back to a zombie; the promise is 70 s.
    private static final double[] BUCKETS = {0.1, 0.5, 1, 2.5, 5, 10, 20, 35, 45, 60, 70, 120, 300, 1800};

    private static final double MILLIS_PER_SECOND = 1e3;

    private final Histogram falseOnline;
    private final Histogram falseOffline;
    private final Histogram detection;

    TruthHistograms(PrometheusRegistry registry) {
        falseOnline = histogram(
                registry, "meeshy_false_online_seconds", "Shown as online after the last connection had ended");
        falseOffline = histogram(
                registry, "meeshy_false_offline_seconds", "Shown as offline although only the line was broken");
        detection = histogram(
                registry, "meeshy_detection_seconds", "From the last sign of life to the notice of a lost connection");
    }

    @Override
    public void falseOnline(Duration shownFor, Cause cause) {
        observe(falseOnline, shownFor, cause);
    }

    @Override
    public void falseOffline(Duration shownFor, Cause cause) {
        observe(falseOffline, shownFor, cause);
    }

    @Override
    public void detection(Duration took, Cause cause) {
        observe(detection, took, cause);
    }

    /// What has been measured so far, by measure and cause; only what has happened at least once.
    List<TruthFigure> figures() {
        List<TruthFigure> figures = new ArrayList<>();
        add(figures, "falseOnline", falseOnline);
        add(figures, "falseOffline", falseOffline);
        add(figures, "detection", detection);
        return figures;
    }

    private static void add(List<TruthFigure> figures, String measure, Histogram histogram) {
        histogram
                .collect()
                .getDataPoints()
                .forEach(point ->
                        figures.add(TruthFigure.of(measure, point.getLabels().getValue(0), point)));
    }

    private static void observe(Histogram histogram, Duration duration, Cause cause) {
        histogram.labelValues(cause.name().toLowerCase(Locale.ROOT)).observe(duration.toMillis() / MILLIS_PER_SECOND);
    }

    private static Histogram histogram(PrometheusRegistry registry, String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames("cause")
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .register(registry);
    }
}
