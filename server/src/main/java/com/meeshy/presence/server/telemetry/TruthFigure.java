package com.meeshy.presence.server.telemetry;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import org.jspecify.annotations.Nullable;

/// For how long people were shown wrong, for one measure and cause, since the start.
///
/// @param measure `falseOnline`, `falseOffline` or `detection`
/// @param cause in lower case, as in the metrics
/// @param p95BoundSeconds nineteen of twenty were at most so long: the bound of a bucket; null when longer than all
public record TruthFigure(
        String measure,
        String cause,
        long count,
        double meanSeconds,
        @Nullable Double p95BoundSeconds) {
    private static final double MOST = 0.95;

    static TruthFigure of(String measure, String cause, HistogramDataPointSnapshot point) {
        long count = point.getCount();
        long below = 0;
        Double bound = null;
        for (ClassicHistogramBucket bucket : point.getClassicBuckets()) {
            below += bucket.getCount();
            if (below >= MOST * count && Double.isFinite(bucket.getUpperBound())) {
                bound = bucket.getUpperBound();
                break;
            }
        }
        return new TruthFigure(measure, cause, count, count == 0 ? 0 : point.getSum() / count, bound);
    }
}
