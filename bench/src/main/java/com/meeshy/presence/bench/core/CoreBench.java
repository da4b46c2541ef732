package com.meeshy.presence.bench.core;

import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The presence core against its goals: JMH for what takes nanoseconds, whole runs for throughput and memory.
public final class CoreBench {
    private CoreBench() {}

    public static int run(Options options) throws IOException, InterruptedException, RunnerException {
        System.out.println("machine: " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("java.vm.name") + " " + Runtime.version());
        Report report = new Report();
        report.atMost(
                "core_status_rule", time(StatusRuleBenchmark.class, options).getScore(), "ns", 20);
        RunResult throttle = measure(ThrottleBenchmark.class, options);
        report.atMost("core_throttle_check", throttle.getPrimaryResult().getScore(), "ns", 100);
        // Less than a byte is the harness, spread over millions of calls.
        report.atMost("core_throttle_allocation", allocation(throttle), "B", 1);
        EdgeRun.Result edges = EdgeRun.run(Duration.ofSeconds(options.brief() ? 4 : 20));
        System.out.printf("edges: %.0f/s by the clock, several threads%n", edges.perSecond());
        report.atLeast("core_edges_on_one_core", edges.perCoreSecond(), "1/s", 500_000);
        report.atMost("core_record", MemoryRun.run(0), "B", 200);
        System.out.printf("record with 5 conversations of 20: %.0f B%n", MemoryRun.run(5));
        return report.finish(options);
    }

    private static Result<?> time(Class<?> benchmark, Options options) throws RunnerException {
        return measure(benchmark, options).getPrimaryResult();
    }

    private static RunResult measure(Class<?> benchmark, Options options) throws RunnerException {
        TimeValue each = TimeValue.milliseconds(options.brief() ? 300 : 1_000);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .forks(1)
                        .warmupIterations(5)
                        .measurementIterations(options.brief() ? 5 : 10)
                        .warmupTime(each)
                        .measurementTime(each)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        return results.iterator().next();
    }

    private static double allocation(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (bytes == null) {
            throw new IllegalStateException("the profiler did not count allocations");
        }
        return bytes.getScore();
    }
}
