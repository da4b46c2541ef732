package com.meeshy.presence.live.session;

import java.util.concurrent.atomic.AtomicLong;

/// How often what admits people was edited here: a sign-in that began before an edit may have read what was stored
/// before.
public final class AdmissionEdits {
    private final AtomicLong count = new AtomicLong();

    long count() {
        return count.get();
    }

    /// Something that admits people has just been edited.
    public void edited() {
        count.incrementAndGet();
    }
}
