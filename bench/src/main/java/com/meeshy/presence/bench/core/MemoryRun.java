package com.meeshy.presence.bench.core;

import com.meeshy.presence.core.port.Announcer;
import java.lang.management.ManagementFactory;

/// Heap that one connected participant takes in the tracker: its state, its connection, its place in the
/// registry. Name, id and conversations belong to the directory and are there before.
final class MemoryRun {
    private static final int PEOPLE = 200_000;
    private static final int TOGETHER = 20;

    private MemoryRun() {}

    /// @return bytes for each
    static double run(int conversationsEach) throws InterruptedException {
        try (CoreWorld world = new CoreWorld(PEOPLE, TOGETHER, conversationsEach, 4, Announcer.NOBODY)) {
            long before = used();
            for (int i = 0; i < PEOPLE; i++) {
                world.connect(i);
                if (i % 10_000 == 0) {
                    world.settle(i);
                }
            }
            for (int i = 0; i < 64; i++) {
                world.settle(i);
            }
            world.recorder().flush();
            world.forgetStored();
            double each = (used() - before) / (double) world.tracker().size();
            if (world.tracker().size() != PEOPLE) {
                throw new IllegalStateException("only " + world.tracker().size() + " are tracked");
            }
            return each;
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
