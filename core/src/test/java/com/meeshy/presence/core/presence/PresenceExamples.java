package com.meeshy.presence.core.presence;

import static com.meeshy.presence.core.world.People.connection;

import com.meeshy.presence.core.presence.PresenceEvent.Closed;
import com.meeshy.presence.core.presence.PresenceEvent.Connected;
import com.meeshy.presence.core.time.Moment;
import java.time.Duration;
import java.time.Instant;

/// States and events that the tests of [Presence] begin with.
final class PresenceExamples {
    static final Instant T0 = Instant.parse("2026-01-15T12:00:00Z");
    static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

    private PresenceExamples() {}

    static Presence online() {
        return Presence.UNKNOWN
                .after(new Connected(connection(1), moment(T0)), RULES)
                .next();
    }

    /// Both clocks go as they should.
    static Moment moment(Instant at) {
        return new Moment(at, Duration.between(T0, at).toNanos());
    }

    static Closed closed(int connection, Ending ending, int secondsAfterT0) {
        return new Closed(connection(connection), ending, null, moment(T0.plusSeconds(secondsAfterT0)));
    }
}
