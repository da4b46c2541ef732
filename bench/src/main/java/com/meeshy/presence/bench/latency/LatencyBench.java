package com.meeshy.presence.bench.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// One viewer, one person who comes and goes, an idle gateway in a process of its own. From the moment the
/// person starts to open the connection (TCP, WebSocket, CONNECT, verification and store included), or starts
/// to close it, until the viewer has the event.
public final class LatencyBench {
    private static final double GOAL_MILLIS = 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int WARM_UP = 200;

    private LatencyBench() {}

    public static int run(Options options) throws Exception {
        int rounds = options.brief() ? 500 : 5_000;
        Histogram online = new Histogram(3);
        Histogram offline = new Histogram(3);
        EventLoopGroup loops = ClientLoops.of(1);
        try (HttpClient http = HttpClient.newHttpClient();
                GatewayProcess gateway = GatewayProcess.start(Map.of("DEMO", "true"))) {
            String alice = signIn(http, gateway.port(), "alice");
            String hugo = signIn(http, gateway.port(), "hugo");
            ClientSettings settings = ClientSettings.toPort(gateway.port());
            Peer viewer = new Peer(settings, loops, alice);
            viewer.next("presence:snapshot");
            for (int round = -WARM_UP; round < rounds; round++) {
                long came = System.nanoTime();
                Peer person = new Peer(settings, loops, hugo);
                long seen = statusOf(viewer, "\"isOnline\":true") - came;
                person.next("presence:snapshot");
                long left = System.nanoTime();
                person.close();
                long gone = statusOf(viewer, "\"isOnline\":false") - left;
                if (round >= 0) {
                    online.recordValue(seen);
                    offline.recordValue(gone);
                }
            }
        } finally {
            loops.shutdownGracefully();
        }
        print("connection to event", online);
        print("close to event", offline);
        Report report = new Report();
        report.atMost("latency_online_median", online.getValueAtPercentile(50) / NANOS_PER_MILLI, "ms", GOAL_MILLIS);
        report.atMost("latency_offline_median", offline.getValueAtPercentile(50) / NANOS_PER_MILLI, "ms", GOAL_MILLIS);
        return report.finish(options);
    }

    private static long statusOf(Peer viewer, String expected) throws InterruptedException {
        while (true) {
            Peer.Heard heard = viewer.next("user:status");
            if (heard.event().contains("Hugo") && heard.event().contains(expected)) {
                return heard.atNanos();
            }
        }
    }

    private static String signIn(HttpClient http, int port, String username) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/demo/sign-in"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"" + username + "\"}"))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new ObjectMapper().readTree(answer).at("/data/token").asText();
    }

    private static void print(String what, Histogram histogram) {
        System.out.printf(
                Locale.ROOT,
                "%s: n=%d p50=%.2f ms p95=%.2f ms p99=%.2f ms max=%.2f ms%n",
                what,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50) / NANOS_PER_MILLI,
                histogram.getValueAtPercentile(95) / NANOS_PER_MILLI,
                histogram.getValueAtPercentile(99) / NANOS_PER_MILLI,
                histogram.getMaxValue() / NANOS_PER_MILLI);
    }
}
