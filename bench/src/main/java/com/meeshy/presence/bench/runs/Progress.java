package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Crowd;

/// A line every few seconds on standard error, for whoever waits.
final class Progress {
    private static final long EVERY_MILLIS = 5_000;

    private Progress() {}

    /// Shows it while the work goes on.
    static void during(Crowd crowd, Runnable work) {
        Thread telling = Thread.ofVirtual().start(() -> tell(crowd));
        try {
            work.run();
        } finally {
            telling.interrupt();
        }
    }

    private static void tell(Crowd crowd) {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                System.err.printf(
                        "  %d there, %d edges, %d of %d events%n",
                        crowd.present(),
                        crowd.soFar(Count.EDGES),
                        crowd.soFar(Count.DELIVERED),
                        crowd.soFar(Count.EXPECTED));
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }
}
