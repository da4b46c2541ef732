package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;

/// Connections that say nothing.
final class Silence implements Scenario {
    private static final double DEADLINE_SECONDS = 15;

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public String says() {
        return "10 000 connections from 200 addresses that say nothing";
    }

    @Override
    public int seconds() {
        return 25;
    }

    @Override
    public int shortSeconds() {
        return 18;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(10_000, 1_000), stranger -> {
            try (var wire = ground.wire(stranger % 200)) {
                ground.figures()
                        .count(wire.endsWithin(DEADLINE_SECONDS) ? "ended by the gateway" : "still open after 15 s");
            }
        });
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        verdict.atMost("still open after 15 s", outcome.figure("still open after 15 s"), "", 0);
        verdict.atLeast(
                "ended by the gateway", outcome.figure("ended by the gateway"), "", outcome.brief() ? 900 : 9_000);
    }
}
