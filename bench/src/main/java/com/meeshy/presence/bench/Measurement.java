package com.meeshy.presence.bench;

import com.meeshy.presence.bench.core.CoreBench;
import com.meeshy.presence.bench.fanout.FanoutBench;
import com.meeshy.presence.bench.latency.LatencyBench;
import com.meeshy.presence.bench.refusal.RefusalBench;
import com.meeshy.presence.bench.runs.ContactsRun;
import com.meeshy.presence.bench.runs.FirstSecondsRun;
import com.meeshy.presence.bench.runs.GlobalRun;
import com.meeshy.presence.bench.runs.RestRun;
import com.meeshy.presence.bench.runs.ScaleRun;
import com.meeshy.presence.bench.runs.SilentRun;
import com.meeshy.presence.bench.runs.SlowRun;
import com.meeshy.presence.bench.runs.SoakRun;
import com.meeshy.presence.bench.runs.SteadyRun;
import com.meeshy.presence.bench.runs.StormRun;
import com.meeshy.presence.bench.store.StoreBench;
import java.util.Locale;

/// All measurements, by the names they are called by.
enum Measurement {
    CONTACTS(ContactsRun::run),
    CORE(CoreBench::run),
    CROWD(GlobalRun::run),
    FANOUT(FanoutBench::fanout),
    HOT(FanoutBench::hot),
    LATENCY(LatencyBench::run),
    REFUSAL(RefusalBench::run),
    REST(RestRun::run),
    SCALE(ScaleRun::run),
    SILENT(SilentRun::run),
    SLOW(SlowRun::run),
    SOAK(SoakRun::run),
    START(FirstSecondsRun::run),
    STEADY(SteadyRun::run),
    STORE(StoreBench::run),
    STORM(StormRun::run);

    @SuppressWarnings("ImmutableEnumChecker") // a method, which holds nothing
    private final Run run;

    Measurement(Run run) {
        this.run = run;
    }

    private interface Run {
        int with(Options options) throws Exception;
    }

    /// @return the exit code: 0 when every goal was met
    int run(Options options) throws Exception {
        return run.with(options);
    }

    /// As it is typed.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
