package com.meeshy.presence.bench.core;

import com.meeshy.presence.core.presence.Status;
import com.meeshy.presence.core.presence.StatusRule;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The status rule over people idle for up to 40 minutes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StatusRuleBenchmark {
    private static final int PEOPLE = 1024;

    private final StatusRule rule = CoreWorld.RULES.status();
    private final Instant now = Instant.parse("2026-01-15T12:00:00Z");
    private final Instant[] active =
            new Random(1).longs(PEOPLE, 0, 2_400_000).mapToObj(now::minusMillis).toArray(Instant[]::new);
    private int next;

    @Benchmark
    public Status status() {
        int person = next++ & (PEOPLE - 1);
        return rule.statusOf((person & 1) == 0, active[person], now);
    }
}
