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
import java.util.function.LongUnaryOperator;

/// What the refusal of a bad HS256 token costs the gateway: the processor time of all its threads, from the frame
/// with the CONNECT to the written answer. Handshakes are paid before, and what the kernel does for TCP is told apart.
/// The frame that ends each try is paid too, so the figure is an upper bound.
public final class RefusalBench {
    private static final String SECRET = "a-secret-for-measurements-only-0123456789";
    private static final int INTRUDERS = 128;
    private static final int WARM_UP = 60_000;
    /// Of one intruder, at least: two frames and two packets each, of the 200 a second that a connection may send.
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(30);

    /// Unanswered of one intruder: neither what waits for the gateway nor what waits for a stranger may grow.
    private static final long MOST_OPEN = 5;

    private static final Duration TURN = Duration.ofMillis(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final double MOST_MICROS = 40;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RefusalBench() {}

    public static int run(Options options) throws Exception {
        int each = options.brief() ? 5_000 : 50_000;
        Report report = new Report();
        try (ScratchFolder folder = ScratchFolder.create();
                Gateway gateway = Gateway.start(
                        Settings.from(Map.of(
                                "HOST", "127.0.0.1",
                                "PORT", "0",
                                "JWT_SECRET", SECRET,
                                "DRAIN_GRACE", "0s",
                                // Intruders answer no pings.
                                "PING_INTERVAL", "10m",
                                "DATA_DIR", folder.path().toString())),
                        Time.of(Clock.tickMillis(ZoneOffset.UTC)),
                        "bench")) {
            List<Intruder> intruders = new ArrayList<>();
            String forged = new Identity("the-secret-of-somebody-else-0123456789").token(1);
            for (int i = 0; i < INTRUDERS; i++) {
                intruders.add(new Intruder(gateway.port(), forged));
            }
            try {
                // The compiler needs some tens of thousands.
                refusalMicros(intruders, WARM_UP);
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

    private static double refusalMicros(List<Intruder> intruders, int wanted) throws IOException, InterruptedException {
        long own = gatewayNanos(THREADS::getThreadUserTime);
        long all = gatewayNanos(THREADS::getThreadCpuTime);
        long start = System.nanoTime();
        long refusals = 0;
        long[] lastTry = new long[intruders.size()];
        long[] open = new long[intruders.size()];
        Arrays.fill(lastTry, start - BETWEEN_TRIES.toNanos());
        while (refusals < wanted) {
            for (int i = 0; i < open.length; i++) {
                int heard = intruders.get(i).refusals();
                refusals += heard;
                open[i] -= heard;
                long now = System.nanoTime();
                if (open[i] < MOST_OPEN && now - lastTry[i] >= BETWEEN_TRIES.toNanos()) {
                    intruders.get(i).tries();
                    open[i]++;
                    lastTry[i] = now;
                }
            }
            Thread.sleep(TURN);
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("only " + refusals + " tries were refused within " + PATIENCE);
            }
        }
        // Those under way now are paid for and not counted, as many as were counted and not paid for at the start.
        double micros = (gatewayNanos(THREADS::getThreadUserTime) - own) / 1e3 / refusals;
        double withKernel = (gatewayNanos(THREADS::getThreadCpuTime) - all) / 1e3 / refusals;
        System.out.printf(
                Locale.ROOT,
                "%d tries were refused in %.1f s, %.1f us of the gateway's processor each, %.1f with the kernel's part%n",
                refusals,
                (System.nanoTime() - start) / 1e9,
                micros,
                withKernel);
        return micros;
    }

    /// All threads of this process but the one that tries; the compiler and the collector are not among them.
    private static long gatewayNanos(LongUnaryOperator timeOfThread) {
        long all = 0;
        for (long id : THREADS.getAllThreadIds()) {
            if (id != Thread.currentThread().threadId()) {
                all += Math.max(0, timeOfThread.applyAsLong(id));
            }
        }
        return all;
    }
}
