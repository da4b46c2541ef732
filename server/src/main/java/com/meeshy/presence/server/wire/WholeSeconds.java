package com.meeshy.presence.server.wire;

import java.time.Duration;

/// How long to wait, as clients are told it: whole seconds, rounded up and at least one, so that whoever waits exactly
/// that long is not early.
public final class WholeSeconds {
    private WholeSeconds() {}

    public static long of(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
