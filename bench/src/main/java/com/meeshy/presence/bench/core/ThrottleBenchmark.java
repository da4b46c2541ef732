package com.meeshy.presence.bench.core;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.tracker.Touch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Activity that is held back: what each REST request and each Socket.IO event costs, among 10 000 people online.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ThrottleBenchmark {
    private static final int PEOPLE = 8192;

    private final CoreWorld world = new CoreWorld(PEOPLE, 21, 1, 4, Announcer.NOBODY);
    private final ParticipantId[] ids = new ParticipantId[PEOPLE];
    private int next;

    @Setup(Level.Trial)
    public void connect() throws InterruptedException {
        for (int i = 0; i < PEOPLE; i++) {
            ids[i] = world.people().get(i).participant().id();
            world.connect(i);
        }
        for (int i = 0; i < PEOPLE; i += 16) {
            world.settle(i);
        }
        world.recorder().flush();
    }

    @TearDown
    public void stop() {
        world.close();
    }

    @Benchmark
    public Touch throttled() {
        return world.tracker().active(ids[next++ & (PEOPLE - 1)]);
    }
}
