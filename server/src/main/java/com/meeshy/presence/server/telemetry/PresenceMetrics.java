package com.meeshy.presence.server.telemetry;

import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.live.port.LiveMeter;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// The metrics of the gateway. Counting is safe from any thread and costs tens of nanoseconds.
public final class PresenceMetrics implements LiveMeter {
    /// Around the promised 100 ms, fine enough to see 20 ms.
    private static final double[] LATENCY_BUCKETS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5
    };

    private static final double NANOS_PER_SECOND = 1e9;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter zombies = Counter.builder()
            .name("meeshy_zombies_cleaned_total")
            .help("Participants taken offline because they were stored as online without a connection")
            .register(registry);
    private final Counter broadcasts = Counter.builder()
            .name("meeshy_user_status_broadcasts_total")
            .help("Changes of presence announced to viewers")
            .register(registry);
    private final Histogram latency = Histogram.builder()
            .name("meeshy_broadcast_latency_seconds")
            .help("From the cause of a change to the write of its event")
            .classicOnly()
            .classicUpperBounds(LATENCY_BUCKETS)
            .register(registry);
    private final Counter authentications = Counter.builder()
            .name("meeshy_auth_requests_total")
            .help("Credentials checked, by outcome")
            .labelNames("outcome")
            .register(registry);
    private final Gauge lastCleanup = Gauge.builder()
            .name("meeshy_last_cleanup_timestamp")
            .help("When the maintenance job last finished, in seconds since 1970")
            .register(registry);
    private final CounterDataPoint verified = authentications.labelValues("verified");

    private final Counter ignored = Counter.builder()
            .name("meeshy_ignored_client_events_total")
            .help("Events of clients that have no meaning here, such as setting one's own presence")
            .register(registry);

    private final Counter limits = Counter.builder()
            .name("meeshy_limit_exceeded_total")
            .help("Uses that were over a limit, by the setting that holds it")
            .labelNames("limit")
            .register(registry);

    private final Counter clockJumps = Counter.builder()
            .name("meeshy_clock_jumps_total")
            .help("Jumps of the wall clock by more than two seconds, by direction")
            .labelNames("direction")
            .register(registry);
    private final CounterDataPoint jumpsAhead = clockJumps.labelValues("ahead");
    private final CounterDataPoint jumpsBack = clockJumps.labelValues("back");

    private final Counter edges = Counter.builder()
            .name("meeshy_edges_total")
            .help("Changes between online and offline, by cause")
            .labelNames("direction", "cause")
            .register(registry);
    private final Map<Cause, CounterDataPoint> edgesByCause = edgesByCause(edges);
    private final RecentLatency recentLatency = new RecentLatency();

    private final TruthHistograms truth = new TruthHistograms(registry);

    /// Without the figures of the JVM and the process, which [#withJvm()] adds.
    public PresenceMetrics() {}

    /// Adds the figures of the JVM and the process.
    public PresenceMetrics withJvm() {
        JvmMetrics.builder().register(registry);
        return this;
    }

    /// Participants with a connection, asked at each scrape. A gauge in spite of its name: the runbook's name
    /// stays.
    public void usersOnline(DoubleSupplier count) {
        gauge("meeshy_users_online_total", "Participants online now", count);
    }

    /// Activities held back by the throttle, asked at each scrape: who throttles counts already. Whoever resets
    /// that count makes this one start anew, which Prometheus takes for a restart.
    public void throttledRequests(DoubleSupplier count) {
        CounterWithCallback.builder()
                .name("meeshy_throttled_requests_total")
                .help("Activities held back because one was recorded shortly before")
                .callback(callback -> callback.call(count.getAsDouble()))
                .register(registry);
    }

    /// Round trips of reads to the store, asked at each scrape: the store counts them where it makes them.
    public void storeReads(DoubleSupplier count) {
        CounterWithCallback.builder()
                .name("meeshy_store_reads_total")
                .help("Round trips to the store that read, of all kinds: one is one snapshot of the data read in SQLite"
                        + " or one query sent to MongoDB, however many people it is for, also if it failed")
                .callback(callback -> callback.call(count.getAsDouble()))
                .register(registry);
    }

    /// Any other figure that is asked at each scrape.
    ///
    /// @param name in the form of Prometheus, once only
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /// For how long anybody was shown wrong.
    public TruthMeter truth() {
        return truth;
    }

    /// What [#truth()] has measured.
    public List<TruthFigure> truthFigures() {
        return truth.figures();
    }

    /// Latencies of the last seconds, for one reader.
    public RecentLatency recentLatency() {
        return recentLatency;
    }

    /// A participant went online or offline.
    ///
    /// @param cause one that changes `isOnline`; others are not counted
    public void edge(Cause cause) {
        CounterDataPoint point = edgesByCause.get(cause);
        if (point != null) {
            point.inc();
        }
    }

    /// Edges so far, by cause.
    public long edges(Cause cause) {
        CounterDataPoint point = edgesByCause.get(cause);
        return point == null ? 0 : point.getLongValue();
    }

    public long broadcasts() {
        return broadcasts.getLongValue();
    }

    public long zombies() {
        return zombies.getLongValue();
    }

    public void ignoredClientEvent() {
        ignored.inc();
    }

    @Override
    public void limitExceeded(String limit) {
        limits.labelValues(limit).inc();
    }

    @Override
    public void announcedToOpeners() {
        broadcasts.inc();
    }

    @Override
    public void announced(long nanos) {
        broadcasts.inc();
        recentLatency.observe(nanos);
        latency.observe(nanos / NANOS_PER_SECOND);
    }

    @Override
    public void verified() {
        verified.inc();
    }

    @Override
    public void rejected(String code) {
        authentications.labelValues(code).inc();
    }

    @Override
    public void clockJumped(boolean ahead) {
        (ahead ? jumpsAhead : jumpsBack).inc();
    }

    @Override
    public void cleanedUp(Instant at, int zombiesCleaned) {
        zombies.inc(zombiesCleaned);
        lastCleanup.set((double) at.getEpochSecond());
    }

    private static Map<Cause, CounterDataPoint> edgesByCause(Counter edges) {
        Map<Cause, CounterDataPoint> byCause = new EnumMap<>(Cause.class);
        for (Cause cause : List.of(Cause.CONNECTED, Cause.DISCONNECTED, Cause.ZOMBIE, Cause.NODE_DEATH)) {
            String direction = cause == Cause.CONNECTED ? "online" : "offline";
            byCause.put(cause, edges.labelValues(direction, cause.name().toLowerCase(Locale.ROOT)));
        }
        return byCause;
    }

    /// Everything, in the text format of Prometheus 0.0.4.
    public String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
        try {
            PrometheusTextFormatWriter.builder().build().write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
