package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ParticipantId;

/// Where the activity of a request goes.
@FunctionalInterface
public interface ActivitySink {
    /// The participant was active now. Returns at once and never throws: the answer must not wait for a write.
    void touched(ParticipantId participant);
}
