package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.load.Identity;
import com.meeshy.presence.bench.load.Lattice;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// People who send ten REST requests a second each: how often that reaches the database (SPEC §3.2: once a
/// minute). In the short run the throttle is 6 s and everything ten times as fast.
public final class RestRun {
    private static final int REQUESTS_PER_SECOND = 10;
    private static final double P95_MILLIS = 25;
    private static final double NANOS_PER_MILLI = 1e6;

    private RestRun() {}

    public static int run(Options options) throws Exception {
        Cores cores = Cores.divide();
        int people = options.brief() ? 60 : 200;
        int throttle = options.brief() ? 6 : 60;
        int periods = 3;
        int seconds = periods * throttle;
        Print.head(
                "rest",
                people + " people with 10 requests/s each for " + seconds + " s, throttle " + throttle + " s",
                cores);
        Map<String, String> settings = Map.of(
                "ACTIVITY_THROTTLE", throttle + "s",
                "ONLINE_THRESHOLD", 5 * throttle + "s",
                "AWAY_THRESHOLD", 30 * throttle + "s");
        try (Stage stage = Stage.open(options, cores, Lattice.of(people, 20), 0, settings)) {
            Histogram times = new ConcurrentHistogram(3);
            AtomicLong failed = new AtomicLong();
            chat(stage.gateway().port(), people, seconds, times, failed);
            double written = stage.ask("/api/admin/status-metrics")
                    .path("successfulUpdates")
                    .asDouble();
            double most = (periods + 1.0) * people;
            System.out.printf(
                    Locale.ROOT,
                    "%d requests, %d failed, p50 %.2f p95 %.2f ms; %.0f writes, %.2f per person and throttle time%n",
                    times.getTotalCount(),
                    failed.get(),
                    times.getValueAtPercentile(50) / NANOS_PER_MILLI,
                    times.getValueAtPercentile(95) / NANOS_PER_MILLI,
                    written,
                    written / people / periods);
            Report report = new Report();
            // The first request of each is written too: one more than there are whole periods.
            report.atMost("rest_writes", written, "writes", most);
            report.atLeast("rest_writes_at_least", written, "writes", (double) people);
            report.atMost("rest_failed", (double) failed.get(), "requests", 0);
            report.atMost("rest_p95", times.getValueAtPercentile(95) / NANOS_PER_MILLI, "ms", P95_MILLIS);
            return report.finish(options);
        }
    }

    private static void chat(int port, int people, int seconds, Histogram times, AtomicLong failed)
            throws InterruptedException {
        Identity identity = new Identity(GatewayProcess.SECRET);
        CountDownLatch left = new CountDownLatch(people);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int person = 0; person < people; person++) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/api/users/status"))
                        .header("Authorization", "Bearer " + identity.token(person))
                        .build();
                Thread.ofVirtual().start(() -> {
                    try {
                        chat(http, request, seconds, times, failed);
                    } finally {
                        left.countDown();
                    }
                });
            }
            left.await();
        }
    }

    private static void chat(HttpClient http, HttpRequest request, int seconds, Histogram times, AtomicLong failed) {
        long start = System.nanoTime();
        for (int sent = 0; sent < seconds * REQUESTS_PER_SECOND; sent++) {
            LockSupport.parkNanos(start + (long) (sent * 1e9 / REQUESTS_PER_SECOND) - System.nanoTime());
            long begun = System.nanoTime();
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
                    failed.incrementAndGet();
                }
            } catch (java.io.IOException e) {
                failed.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            times.recordValue(System.nanoTime() - begun);
        }
    }
}
