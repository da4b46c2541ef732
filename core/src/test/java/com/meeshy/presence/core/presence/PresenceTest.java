package com.meeshy.presence.core.presence;

import static com.meeshy.presence.core.presence.PresenceExamples.RULES;
import static com.meeshy.presence.core.presence.PresenceExamples.T0;
import static com.meeshy.presence.core.presence.PresenceExamples.closed;
import static com.meeshy.presence.core.presence.PresenceExamples.moment;
import static com.meeshy.presence.core.presence.PresenceExamples.online;
import static com.meeshy.presence.core.world.People.connection;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceEvent.Abandoned;
import com.meeshy.presence.core.presence.PresenceEvent.Closed;
import com.meeshy.presence.core.presence.PresenceEvent.Connected;
import com.meeshy.presence.core.presence.PresenceEvent.GraceElapsed;
import com.meeshy.presence.core.presence.PresenceEvent.HandedOver;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Edges in the transition table of [Presence] (SPEC §3): connections that come, go and are handed over.
class PresenceTest {
    @Test
    void theFirstConnectionIsAnEdge() {
        Transition edge = Presence.UNKNOWN.after(new Connected(connection(1), moment(T0)), RULES);

        assertThat(edge.announce()).isEqualTo(Cause.CONNECTED);
        assertThat(edge.store()).isTrue();
        assertThat(edge.next().isOnline()).isTrue();
        assertThat(edge.next().lastActiveAt()).isEqualTo(T0);
        assertThat(edge.next().lastSeen()).isNull();
        assertThat(edge.next().version()).isEqualTo(T0.toEpochMilli());
    }

    @Test
    void aSecondTabAnnouncesNothing() {
        Transition second = online().after(new Connected(connection(2), moment(T0.plusSeconds(1))), RULES);

        assertThat(second.announce()).isNull();
        assertThat(second.store()).isFalse();
        assertThat(second.next().connections()).containsExactlyInAnyOrder(connection(1), connection(2));
    }

    @Test
    void closingOneOfTwoTabsAnnouncesNothing() {
        Presence two =
                online().after(new Connected(connection(2), moment(T0)), RULES).next();

        Transition one = two.after(closed(1, Ending.GOODBYE, 10), RULES);

        assertThat(one.announce()).isNull();
        assertThat(one.store()).isFalse();
        assertThat(one.next().isOnline()).isTrue();
        assertThat(one.next().lastSeen()).isNull();
    }

    @Test
    void aGoodbyeOfTheLastIsImmediateAndFreezesActivity() {
        Transition edge = online().after(closed(1, Ending.GOODBYE, 600), RULES);

        assertThat(edge.announce()).isEqualTo(Cause.DISCONNECTED);
        assertThat(edge.store()).isTrue();
        assertThat(edge.next().isOnline()).isFalse();
        assertThat(edge.next().lastSeen()).isEqualTo(T0.plusSeconds(600));
        assertThat(edge.next().lastActiveAt()).isEqualTo(T0);
    }

    @Test
    void aLateCloseCannotRemoveANewerConnection() {
        Presence reconnected = online().after(closed(1, Ending.GOODBYE, 1), RULES)
                .next()
                .after(new Connected(connection(2), moment(T0.plusSeconds(2))), RULES)
                .next();

        Transition late = reconnected.after(closed(1, Ending.GOODBYE, 3), RULES);

        assertThat(late.next()).isEqualTo(reconnected);
        assertThat(late.announce()).isNull();
    }

    @Test
    void whoIsConnectedCannotBeAbandoned() {
        Abandoned event = new Abandoned(T0, Cause.ZOMBIE, moment(T0.plus(Duration.ofDays(1))));

        assertThat(online().after(event, RULES).next()).isEqualTo(online());
    }

    @Test
    void aZombieGoesOffline() {
        Presence zombie = Presence.stored(true, null, T0, 7, moment(T0));

        Transition swept =
                zombie.after(new Abandoned(T0.plusSeconds(400), Cause.ZOMBIE, moment(T0.plusSeconds(400))), RULES);

        assertThat(swept.announce()).isEqualTo(Cause.ZOMBIE);
        assertThat(swept.next().isOnline()).isFalse();
        assertThat(swept.next().lastSeen()).isEqualTo(T0.plusSeconds(400));
        assertThat(swept.next().lastActiveAt()).isEqualTo(T0);
    }

    @Test
    void whoReturnsAfterTheNodeDiedIsTakenOverSilently() {
        Presence orphan = Presence.stored(true, null, T0, 7, moment(T0));

        Transition back = orphan.after(new Connected(connection(1), moment(T0.plusSeconds(20))), RULES);

        assertThat(back.announce()).isNull();
        assertThat(back.next().isOnline()).isTrue();
        assertThat(back.next().connections()).containsExactly(connection(1));
    }

    @Test
    void connectCloseConnectInAnyInterleavingEndsOnline() {
        Connected first = new Connected(connection(1), moment(T0));
        Connected second = new Connected(connection(2), moment(T0.plusMillis(2)));
        Closed firstClosed = new Closed(connection(1), Ending.GOODBYE, null, moment(T0.plusMillis(1)));
        PresenceEvent[][] orders = {
            {first, firstClosed, second}, {first, second, firstClosed}, {second, first, firstClosed}
        };
        for (PresenceEvent[] order : orders) {
            Presence presence = Presence.UNKNOWN;
            for (PresenceEvent event : order) {
                presence = presence.after(event, RULES).next();
            }
            assertThat(presence.isOnline()).isTrue();
            assertThat(presence.connections()).containsExactly(connection(2));
        }
    }

    @Test
    void whoIsHandedOverStaysOnlineUntilSomebodySaysOtherwise() {
        Transition handed =
                online().after(new HandedOver(connection(1), T0.plusSeconds(30), moment(T0.plusSeconds(40))), RULES);
        Transition late = handed.next().after(new GraceElapsed(moment(T0.plusSeconds(100))), RULES);
        Transition back = handed.next().after(new Connected(connection(2), moment(T0.plusSeconds(50))), RULES);

        assertThat(handed.announce()).isNull();
        assertThat(handed.store()).as("activity that was held back is kept").isTrue();
        assertThat(handed.next().isOnline()).isTrue();
        assertThat(handed.next().isHeld()).isFalse();
        assertThat(handed.next().lastActiveAt()).isEqualTo(T0.plusSeconds(30));
        assertThat(late.next()).isEqualTo(handed.next());
        assertThat(back.announce()).isNull();
    }

    @Test
    void handingOverOneOfTwoTabsLeavesTheOther() {
        Presence two =
                online().after(new Connected(connection(2), moment(T0)), RULES).next();

        Transition one = two.after(new HandedOver(connection(1), null, moment(T0.plusSeconds(1))), RULES);

        assertThat(one.store()).isFalse();
        assertThat(one.next().connections()).containsExactly(connection(2));
    }
}
