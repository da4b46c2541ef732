package com.meeshy.presence.core.presence;

import static com.meeshy.presence.core.presence.PresenceExamples.RULES;
import static com.meeshy.presence.core.presence.PresenceExamples.T0;
import static com.meeshy.presence.core.presence.PresenceExamples.moment;
import static com.meeshy.presence.core.presence.PresenceExamples.online;
import static com.meeshy.presence.core.world.People.connection;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceEvent.Active;
import com.meeshy.presence.core.presence.PresenceEvent.Closed;
import com.meeshy.presence.core.presence.PresenceEvent.Connected;
import com.meeshy.presence.core.presence.PresenceEvent.GraceElapsed;
import com.meeshy.presence.core.presence.PresenceEvent.RefreshDue;
import com.meeshy.presence.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Clocks that go back, jump, or differ between nodes.
class PresenceClockTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MINUTES_2 = Duration.ofMinutes(2).toNanos();

    @Test
    void aClockThatGoesBackALittleTakesNothingBack() {
        Transition active = online().after(new Active(moment(T0.minusSeconds(50))), RULES);
        Transition reconnect = Presence.stored(false, T0, T0, T0.toEpochMilli(), moment(T0))
                .after(new Connected(connection(1), moment(T0.minusSeconds(50))), RULES);

        assertThat(active.next().lastActiveAt()).isEqualTo(T0);
        assertThat(reconnect.next().lastActiveAt()).isEqualTo(T0);
        assertThat(reconnect.next().version()).isGreaterThan(T0.toEpochMilli());
    }

    @Test
    void aStoredActivityInTheFutureIsTakenAsNow() {
        Presence stored = Presence.stored(false, T0, T0.plusSeconds(86_400), 5, moment(T0));

        Transition told = stored.after(new RefreshDue(null, moment(T0)), RULES);
        assertThat(told.announce()).as("viewers have what was stored").isEqualTo(Cause.ACTIVITY);
        assertThat(told.next().lastActiveAt()).isEqualTo(T0);
        assertThat(stored.after(new Active(moment(T0.plusSeconds(61))), RULES)
                        .next()
                        .lastActiveAt())
                .isEqualTo(T0.plusSeconds(61));
    }

    @Test
    void absurdStoredMomentsAndVersionsDoNoHarm() {
        Presence stored = Presence.stored(true, Instant.MIN, Instant.MIN, -7, moment(T0));

        Transition back = stored.after(new Connected(connection(1), moment(T0)), RULES);

        assertThat(stored.version()).isZero();
        assertThat(back.next().lastActiveAt()).isEqualTo(T0);
        assertThat(RULES.status().statusOf(true, Instant.MAX, T0)).isEqualTo(Status.ONLINE);
        assertThat(RULES.status().statusOf(true, Instant.MIN, T0)).isEqualTo(Status.OFFLINE);
    }

    @Test
    void whatAClockThatWasAheadLeftBehindIsSetBackStoredAndTold() {
        Presence wrong = online().after(new Active(new Moment(T0.plus(HOUR), MINUTES_2)), RULES)
                .next();
        Moment now = new Moment(T0.plusSeconds(180), Duration.ofMinutes(3).toNanos());

        assertThat(wrong.lastActiveAt()).isEqualTo(T0.plus(HOUR));
        assertThat(wrong.isRefreshDue(Long.MIN_VALUE, now, RULES)).isTrue();
        Transition right = wrong.after(new RefreshDue(null, now), RULES);

        assertThat(right.store()).isTrue();
        assertThat(right.announce()).isEqualTo(Cause.ACTIVITY);
        assertThat(right.next().lastActiveAt()).isEqualTo(now.at());
        assertThat(right.next().isActivityTold()).isTrue();
        assertThat(right.next().version()).as("still grows").isEqualTo(wrong.version() + 1);
        assertThat(right.next().isRefreshDue(Long.MIN_VALUE, now, RULES)).isFalse();
    }

    @Test
    void whoeverLeftByAClockThatWasAheadIsNotSeenInTheFuture() {
        Presence gone = online().after(
                        new Closed(connection(1), Ending.GOODBYE, T0.plus(HOUR), new Moment(T0.plus(HOUR), MINUTES_2)),
                        RULES)
                .next();
        Moment now = new Moment(T0.plusSeconds(180), Duration.ofMinutes(3).toNanos());

        Transition right = gone.after(new RefreshDue(null, now), RULES);

        assertThat(right.next().isOnline()).isFalse();
        assertThat(right.next().lastSeen()).isEqualTo(now.at());
        assertThat(right.next().lastActiveAt()).isEqualTo(now.at());
    }

    @Test
    void anEdgeAfterAClockWasSetBackIsStillOneEdge() {
        Presence wrong = Presence.stored(false, T0.plus(HOUR), T0.plus(HOUR), 7, moment(T0));

        Transition edge = wrong.after(new Connected(connection(1), moment(T0)), RULES);

        assertThat(edge.announce()).isEqualTo(Cause.CONNECTED);
        assertThat(edge.next().lastActiveAt()).isEqualTo(T0);
        assertThat(edge.next().lastSeen()).isEqualTo(T0);
    }

    @Test
    void aMomentLessThanAMinuteAheadIsAnotherNodesClockAndStays() {
        Presence stored = Presence.stored(false, T0.plusSeconds(59), T0.minusSeconds(600), 7, moment(T0));

        assertThat(stored.isRefreshDue(Long.MIN_VALUE, moment(T0), RULES)).isFalse();
        assertThat(stored.after(new Active(moment(T0)), RULES).next().lastSeen())
                .isEqualTo(T0.plusSeconds(59));
    }

    @Test
    void theThrottleAndTheGraceDoNotCareForTheWallClock() {
        long minute = Duration.ofSeconds(60).toNanos();
        Presence lost = online().after(new Closed(connection(1), Ending.LOST, null, moment(T0)), RULES)
                .next();

        for (Instant anyTime : new Instant[] {T0.minusSeconds(50), T0.plus(HOUR)}) {
            assertThat(online().isThrottled(minute - 1, RULES)).isTrue();
            assertThat(online().after(new Active(new Moment(anyTime, minute - 1)), RULES)
                            .store())
                    .isFalse();
            assertThat(online().after(new Active(new Moment(anyTime, minute)), RULES)
                            .store())
                    .isTrue();
            assertThat(lost.after(new GraceElapsed(new Moment(anyTime, 4_999_999_999L)), RULES)
                            .next()
                            .isOnline())
                    .isTrue();
            assertThat(lost.after(new GraceElapsed(new Moment(anyTime, 5_000_000_000L)), RULES)
                            .next()
                            .isOnline())
                    .isFalse();
        }
    }
}
