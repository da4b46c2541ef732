package com.meeshy.presence.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/// The books of many threads or processes, added up.
public final class Tally {
    private static final double MICROS_PER_MILLI = 1_000;

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<Timing, Histogram> timings = new EnumMap<>(Timing.class);

    public long get(Count what) {
        return counts.getOrDefault(what, 0L);
    }

    void add(Count what, long many) {
        counts.merge(what, many, Long::sum);
    }

    void add(Timing what, Histogram more) {
        if (more.getTotalCount() > 0) {
            histogram(what).add(more);
        }
    }

    public void add(Tally other) {
        other.counts.forEach(this::add);
        other.timings.forEach(this::add);
    }

    public Histogram histogram(Timing what) {
        return timings.computeIfAbsent(what, key -> new Histogram(3));
    }

    /// In milliseconds.
    ///
    /// @param percentile 100 for the longest
    public double millis(Timing what, double percentile) {
        return histogram(what).getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    /// For another process.
    public ObjectNode toJson(ObjectMapper json) {
        ObjectNode node = json.createObjectNode();
        ObjectNode numbers = node.putObject("counts");
        counts.forEach((what, many) -> numbers.put(what.name(), many));
        ObjectNode histograms = node.putObject("timings");
        timings.forEach((what, histogram) -> {
            ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(bytes);
            histograms.put(
                    what.name(), Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length)));
        });
        return node;
    }

    public static Tally of(JsonNode node) {
        Tally tally = new Tally();
        node.path("counts")
                .properties()
                .forEach(one ->
                        tally.add(Count.valueOf(one.getKey()), one.getValue().asLong()));
        node.path("timings").properties().forEach(one -> {
            try {
                byte[] bytes = Base64.getDecoder().decode(one.getValue().asText());
                tally.add(
                        Timing.valueOf(one.getKey()),
                        Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0));
            } catch (DataFormatException e) {
                throw new IllegalStateException("a process of the load sent a histogram that cannot be read", e);
            }
        });
        return tally;
    }
}
