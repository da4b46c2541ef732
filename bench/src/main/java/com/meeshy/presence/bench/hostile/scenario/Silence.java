package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;

/// Connections that say nothing.
final class Silence implements Scenario {
    private static final int DEADLINE_SECONDS = 15;

    /// In the short form the gateway gives a third of its time to a request.
    private static final int SHORT_DEADLINE_SECONDS = 7;

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
        return 8;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(ground.scale(10_000, 1_000), stranger -> {
            try (var wire = ground.wire(stranger % 200)) {
                ground.figures()
                        .count(
                                wire.endsWithin(ground.scale(DEADLINE_SECONDS, SHORT_DEADLINE_SECONDS))
                                        ? "ended by the gateway"
                                        : "still open after the deadline");
            }
        });
    }

    @Override
    public void judge(Outcome outcome, Verdict verdict) {
        if (!outcome.brief()) { // where connections are accepted later than they are made, the deadline is later too
            verdict.atMost("still open after the deadline", outcome.figure("still open after the deadline"), "", 0);
        }
        verdict.atLeast(
                "ended by the gateway", outcome.figure("ended by the gateway"), "", outcome.brief() ? 200 : 9_000);
    }
}
