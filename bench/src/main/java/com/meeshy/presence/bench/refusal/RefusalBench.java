package com.meeshy.presence.bench.refusal;

import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import com.meeshy.presence.bench.ScratchFolder;
import com.meeshy.presence.bench.load.Identity;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.wiring.Gateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the refusal of a bad HS256 token costs the gateway: the processor time of all its threads, from the frame
/// with the CONNECT to the written answer. TCP and handshakes are paid before; the frame that ends each try is paid
/// too, so the figure is an upper bound.
public final class RefusalBench {
    private static final String SECRET = "a-secret-for-measurements-only-0123456789";
    private static final int INTRUDERS = 128;
    /// Two packets a try, of the 200 a second that a connection may send.
    private static final long TRIES_PER_SECOND = 60;

    /// Unanswered of one intruder: what waits while the gateway is slow must not look like a burst.
    private static final long MOST_OPEN = 20;

    private static final Duration TURN = Duration.ofMillis(10);

    private static final double MOST_MICROS = 40;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RefusalBench() {}

    public static int run(List<String> arguments) throws Exception {
        Options options = Options.of(arguments);
        Duration each = Duration.ofSeconds(options.brief() ? 2 : 5);
        Report report = new Report();
        try (ScratchFolder folder = ScratchFolder.create();
                Gateway gateway = Gateway.start(
                        Settings.from(Map.of(
                                "HOST", "127.0.0.1",
                                "PORT", "0",
                                "JWT_SECRET", SECRET,
                                "DRAIN_GRACE", "0s",
                                "DATA_DIR", folder.path().toString())),
                        Time.of(Clock.tickMillis(ZoneOffset.UTC)),
                        "bench")) {
            List<Intruder> intruders = new ArrayList<>();
            String forged = new Identity("the-secret-of-somebody-else-0123456789").token(1);
            for (int i = 0; i < INTRUDERS; i++) {
                intruders.add(new Intruder(gateway.port(), forged));
            }
            try {
                refusalMicros(intruders, each.multipliedBy(2));
                List<Double> rounds = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    rounds.add(refusalMicros(intruders, each));
                }
                Report.Figure figure = Report.Figure.ofRounds("refusal_cpu", rounds);
                report.figure(figure);
                report.atMost("refusal_cpu", figure.value(), "us", MOST_MICROS);
            } finally {
                for (Intruder intruder : intruders) {
                    intruder.close();
                }
            }
        }
        return report.finish(options);
    }

    private static double refusalMicros(List<Intruder> intruders, Duration howLong)
            throws IOException, InterruptedException {
        long processor = gatewayNanos();
        long start = System.nanoTime();
        long end = start + howLong.toNanos();
        long[] tried = new long[intruders.size()];
        long[] answered = new long[intruders.size()];
        while (System.nanoTime() < end) {
            long due = 1 + (System.nanoTime() - start) * TRIES_PER_SECOND / 1_000_000_000L;
            for (int i = 0; i < tried.length; i++) {
                answered[i] += intruders.get(i).refusals();
                int more = (int) Math.min(due - tried[i], MOST_OPEN - (tried[i] - answered[i]));
                if (more > 0) {
                    intruders.get(i).tries(more);
                    tried[i] += more;
                }
            }
            Thread.sleep(TURN);
        }
        long refusals = Arrays.stream(answered).sum();
        // Those under way now are paid for and not counted, as many as were counted and not paid for at the start.
        double micros = (gatewayNanos() - processor) / 1e3 / refusals;
        System.out.printf(
                Locale.ROOT,
                "%d tries were refused in %.1f s, %.1f us of the gateway's processor each%n",
                refusals,
                (System.nanoTime() - start) / 1e9,
                micros);
        return micros;
    }

    /// All threads of this process but the one that tries; the compiler and the collector are not among them.
    private static long gatewayNanos() {
        long all = 0;
        for (long id : THREADS.getAllThreadIds()) {
            if (id != Thread.currentThread().threadId()) {
                all += Math.max(0, THREADS.getThreadCpuTime(id));
            }
        }
        return all;
    }
}
