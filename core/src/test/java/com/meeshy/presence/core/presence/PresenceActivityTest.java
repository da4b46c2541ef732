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
import com.meeshy.presence.core.presence.PresenceEvent.NodeStopping;
import com.meeshy.presence.core.presence.PresenceEvent.RefreshDue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Activity in the transition table of [Presence]: what is stored, and what viewers are told (SPEC §3.2, §3.3).
class PresenceActivityTest {
    @Test
    void aNodeThatStopsStoresWhatTheThrottleHeldBackAndTellsNobody() {
        Presence offline = Presence.stored(false, T0, T0, 5, moment(T0));

        Transition stopping = offline.after(new NodeStopping(T0.plusSeconds(20), moment(T0.plusSeconds(30))), RULES);

        assertThat(stopping.store()).isTrue();
        assertThat(stopping.announce()).isNull();
        assertThat(stopping.next().lastActiveAt()).isEqualTo(T0.plusSeconds(20));
        assertThat(stopping.next().version()).isEqualTo(5);
        assertThat(offline.after(new NodeStopping(null, moment(T0.plusSeconds(30))), RULES))
                .isEqualTo(Transition.silent(offline));
    }

    @Test
    void theFrozenActivityIsTheTrueOneEvenWhenItWasThrottled() {
        Instant typed = T0.plusSeconds(30);
        Closed event = new Closed(connection(1), Ending.GOODBYE, typed, moment(T0.plusSeconds(40)));

        assertThat(online().after(event, RULES).next().lastActiveAt()).isEqualTo(typed);
    }

    @Test
    void activityWithinTheThrottleChangesNothing() {
        assertThat(online().after(new Active(moment(T0.plusSeconds(59))), RULES).next())
                .isEqualTo(online());
    }

    @Test
    void activityPastTheThrottleIsStoredButSilent() {
        Transition active = online().after(new Active(moment(T0.plusSeconds(60))), RULES);

        assertThat(active.store()).isTrue();
        assertThat(active.announce()).isNull();
        assertThat(active.next().lastActiveAt()).isEqualTo(T0.plusSeconds(60));
        assertThat(active.next().version()).as("viewers were told nothing new").isEqualTo(online().version());
    }

    @Test
    void steadyActivityIsAnnouncedOnceInFourMinutesSoThatNoViewerTurnsToAway() {
        Presence presence = online();
        int announced = 0;
        for (int second = 10; second <= 3600; second += 10) {
            Transition active = presence.after(new Active(moment(T0.plusSeconds(second))), RULES);
            presence = active.next();
            announced += active.announce() == null ? 0 : 1;
            Status shown = RULES.status().statusOf(true, presence.announcedActiveAt(), T0.plusSeconds(second));
            assertThat(shown).isEqualTo(Status.ONLINE);
        }
        assertThat(announced).isBetween(11, 15);
    }

    @Test
    void activityAfterBeingAwayIsAnnouncedAtOnce() {
        Transition active = online().after(new Active(moment(T0.plusSeconds(301))), RULES);

        assertThat(active.announce()).isEqualTo(Cause.ACTIVITY);
        assertThat(active.next().announcedActiveAt()).isEqualTo(T0.plusSeconds(301));
    }

    @Test
    void activityOverRestOfSomebodyDisconnectedTurnsOfflineToAway() {
        Presence gone = Presence.stored(false, T0, T0, 5, moment(T0));

        Transition active = gone.after(new Active(moment(T0.plus(Duration.ofHours(2)))), RULES);

        assertThat(active.announce()).isEqualTo(Cause.ACTIVITY);
        assertThat(active.next().isOnline()).isFalse();
        assertThat(active.next().lastSeen()).isEqualTo(T0);
    }

    @Test
    void viewersAreRefreshedBeforeTheyTurnSomebodyWhoHasJustStoppedToAway() {
        Presence active =
                online().after(new Active(moment(T0.plusSeconds(170))), RULES).next();

        Transition early = active.after(new RefreshDue(T0.plusSeconds(170), moment(T0.plusSeconds(239))), RULES);
        Transition due = active.after(new RefreshDue(T0.plusSeconds(170), moment(T0.plusSeconds(240))), RULES);
        Transition again = due.next().after(new RefreshDue(T0.plusSeconds(170), moment(T0.plusSeconds(600))), RULES);

        assertThat(early.announce()).isNull();
        assertThat(due.announce()).isEqualTo(Cause.ACTIVITY);
        assertThat(due.next().announcedActiveAt()).isEqualTo(T0.plusSeconds(170));
        assertThat(due.next().version()).isGreaterThan(active.version());
        assertThat(again.next()).as("once is enough").isEqualTo(due.next());
    }

    @Test
    void activityThatWasHeldBackIsRecordedWhenTheThrottleIsOver() {
        Transition held = online().after(new RefreshDue(T0.plusSeconds(50), moment(T0.plusSeconds(59))), RULES);
        Transition over = online().after(new RefreshDue(T0.plusSeconds(50), moment(T0.plusSeconds(60))), RULES);

        assertThat(held.store()).isFalse();
        assertThat(over.store()).isTrue();
        assertThat(over.announce()).isNull();
        assertThat(over.next().lastActiveAt()).isEqualTo(T0.plusSeconds(50));
        assertThat(over.next().isThrottled(Duration.ofSeconds(119).toNanos(), RULES))
                .as("one write in 60 s, counted from the write")
                .isTrue();
    }
}
