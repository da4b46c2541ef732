package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import java.util.Map;

/// One kind of harm. Its deed runs in the process of the strangers, its judgement in the one that looks on.
public interface Scenario {
    String name();

    /// What strangers do, in one sentence.
    String says();

    /// The most it takes.
    default int seconds() {
        return 20;
    }

    /// The most it takes in the short form.
    default int shortSeconds() {
        return 5;
    }

    /// Of the gateway, over those of the run.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// How many files and sockets the gateway may have open; 0: as many as the system grants.
    default int descriptors() {
        return 0;
    }

    /// People in a global conversation beside the others.
    default int crowd() {
        return 0;
    }

    void strike(Ground ground) throws Exception;

    /// Beyond what holds in every scenario.
    default void judge(Outcome outcome, Verdict verdict) {}
}
