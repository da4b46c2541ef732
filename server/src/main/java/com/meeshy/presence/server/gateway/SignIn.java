package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.server.authentication.Authenticator;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way in (SPEC §3.1): verify, load, join, register, announce on an edge, `authenticated`, snapshot. Runs
/// on a virtual thread; what touches the session goes to its event loop.
final class SignIn {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final Authenticator authenticator;
    private final Directory directory;
    private final PresenceStore store;
    private final Tracker tracker;
    private final LiveSessions sessions;
    private final ParticipantLocks locks;
    private final Greeting greeting;
    private final PresenceMetrics metrics;
    private final Executor virtualThreads;

    SignIn(
            Authenticator authenticator,
            Directory directory,
            PresenceStore store,
            Tracker tracker,
            LiveSessions sessions,
            ParticipantLocks locks,
            Greeting greeting,
            PresenceMetrics metrics,
            Executor virtualThreads) {
        this.authenticator = authenticator;
        this.directory = directory;
        this.store = store;
        this.tracker = tracker;
        this.sessions = sessions;
        this.locks = locks;
        this.greeting = greeting;
        this.metrics = metrics;
        this.virtualThreads = virtualThreads;
    }
}
