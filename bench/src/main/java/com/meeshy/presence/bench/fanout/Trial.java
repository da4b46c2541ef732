package com.meeshy.presence.bench.fanout;

import com.meeshy.presence.bench.Cores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// One contender's turn: connect everybody, weigh, warm up, as fast as it can, then at fixed rates.
final class Trial {

    static final int ROOM = 50;

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Scene scene;
    private final int rooms;
    private final Cores cores;

    Trial(Scene scene, Cores cores) {
        this.scene = scene;
        this.rooms = scene.sockets() / ROOM;
        this.cores = cores;
    }

    /// Latency at a rate, in milliseconds.
    record AtRate(int perSecond, double delivered, double p50, double p95, double p99) {}

    /// What was measured.
    record Result(
            Contender contender,
            double perSecond,
            double cpuMicros,
            double heapPerSocket,
            double residentPerSocket,
            List<AtRate> rates) {}

    /// @param atRates whether to measure latency at the fixed rates as well
    Result run(Contender contender, Path peers, boolean atRates) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(contender, rooms, cores, peers);
                Swarm swarm = new Swarm(server.port(), cores.each())) {
            long heap = swarm.heap();
            long resident = server.residentBytes();
            int sockets = scene.sockets();
            swarm.connect(sockets, rooms);
            double heapPerSocket = (swarm.heap() - heap) / (double) sockets;
            double residentPerSocket = (server.residentBytes() - resident) / (double) sockets;
            asFastAsPossible(swarm);
            swarm.latencies();
            double cpu = server.cpuSeconds();
            long before = swarm.delivered();
            double perSecond = asFastAsPossible(swarm);
            double cpuMicros = (server.cpuSeconds() - cpu) * 1e6 / (swarm.delivered() - before);
            List<AtRate> latencies = new ArrayList<>();
            for (int rate : atRates ? scene.rates() : List.<Integer>of()) {
                swarm.latencies();
                latencies.add(atRate(swarm, rate));
            }
            return new Result(contender, perSecond, cpuMicros, heapPerSocket, residentPerSocket, latencies);
        }
    }

    /// Keeps a window of events under way; returns deliveries per second.
    private double asFastAsPossible(Swarm swarm) {
        long start = System.nanoTime();
        long first = swarm.delivered();
        long end = start + (long) (scene.seconds() * 1e9);
        long made = 0;
        while (System.nanoTime() < end) {
            if (made * ROOM - (swarm.delivered() - first) < (scene.window() - 1L) * scene.sockets()) {
                swarm.go(rooms); // one event for each socket
                made += rooms;
            } else {
                LockSupport.parkNanos(100_000);
            }
        }
        double perSecond = (swarm.delivered() - first) * 1e9 / (System.nanoTime() - start);
        drain(swarm, first + made * ROOM);
        return perSecond;
    }

    private AtRate atRate(Swarm swarm, int perSecond) throws InterruptedException {
        long start = System.nanoTime();
        long first = swarm.delivered();
        long made = 0;
        while (System.nanoTime() - start < scene.seconds() * 1e9) {
            long due = (long) ((System.nanoTime() - start) * 1e-9 * perSecond / ROOM);
            if (due > made) {
                swarm.go((int) (due - made));
                made = due;
            }
            LockSupport.parkNanos(PACE_NANOS);
        }
        double delivered = (swarm.delivered() - first) * 1e9 / (System.nanoTime() - start);
        drain(swarm, first + made * ROOM);
        Histogram latencies = swarm.latencies();
        return new AtRate(perSecond, delivered, millis(latencies, 50), millis(latencies, 95), millis(latencies, 99));
    }

    private static double millis(Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    private static void drain(Swarm swarm, long expected) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (swarm.delivered() < expected && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        if (swarm.delivered() < expected) {
            System.out.println("  lost " + (expected - swarm.delivered()) + " of " + expected);
        }
    }
}
