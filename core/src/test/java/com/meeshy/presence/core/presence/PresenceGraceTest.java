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
import com.meeshy.presence.core.presence.PresenceEvent.Connected;
import com.meeshy.presence.core.presence.PresenceEvent.GraceElapsed;
import org.junit.jupiter.api.Test;

/// What is waited for before somebody is offline (SPEC §3.4).
class PresenceGraceTest {
    @Test
    void aLostConnectionThatComesBackInTimeIsNeverAnnounced() {
        Presence lost = online().after(closed(1, Ending.LOST, 10), RULES).next();
        Transition early = lost.after(new GraceElapsed(moment(T0.plusSeconds(14))), RULES);
        Transition back = early.next().after(new Connected(connection(2), moment(T0.plusSeconds(14))), RULES);
        Transition late = back.next().after(new GraceElapsed(moment(T0.plusSeconds(20))), RULES);

        assertThat(lost.isOnline()).isTrue();
        assertThat(early.announce()).isNull();
        assertThat(back.announce()).isNull();
        assertThat(late.announce()).isNull();
        assertThat(late.next().isOnline()).isTrue();
        assertThat(late.next().lastSeen()).isNull();
    }

    @Test
    void aLostConnectionThatStaysAwayEndsAfterTheGraceAndWasSeenWhenItWasLost() {
        Presence lost = online().after(closed(1, Ending.LOST, 10), RULES).next();

        Transition edge = lost.after(new GraceElapsed(moment(T0.plusSeconds(15))), RULES);

        assertThat(edge.announce()).isEqualTo(Cause.DISCONNECTED);
        assertThat(edge.next().isOnline()).isFalse();
        assertThat(edge.next().lastSeen()).isEqualTo(T0.plusSeconds(10));
    }

    @Test
    void aPageThatGoesAwayHasTheReloadGrace() {
        Presence left = online().after(closed(1, Ending.PAGE_GONE, 10), RULES).next();

        assertThat(left.after(new GraceElapsed(moment(T0.plusMillis(12_999))), RULES)
                        .next())
                .isEqualTo(left);
        Transition edge = left.after(new GraceElapsed(moment(T0.plusSeconds(13))), RULES);
        assertThat(edge.announce()).isEqualTo(Cause.DISCONNECTED);
        assertThat(edge.next().lastSeen()).isEqualTo(T0.plusSeconds(10));
    }

    @Test
    void aGoodbyeDoesNotCutShortTheGraceOfAnotherLine() {
        Presence two =
                online().after(new Connected(connection(2), moment(T0)), RULES).next();
        Presence goodbye = two.after(closed(2, Ending.LOST, 10), RULES)
                .next()
                .after(closed(1, Ending.GOODBYE, 12), RULES)
                .next();

        assertThat(goodbye.isOnline()).isTrue();
        assertThat(goodbye.after(new GraceElapsed(moment(T0.plusSeconds(14))), RULES)
                        .announce())
                .isNull();
        Transition edge = goodbye.after(new GraceElapsed(moment(T0.plusSeconds(15))), RULES);
        assertThat(edge.announce()).isEqualTo(Cause.DISCONNECTED);
        assertThat(edge.next().lastSeen()).as("when the last line ended").isEqualTo(T0.plusSeconds(12));
    }

    @Test
    void aGraceThatIsOverOrWasMetByAReturnHoldsUpNoGoodbye() {
        Presence two =
                online().after(new Connected(connection(2), moment(T0)), RULES).next();
        Presence one = two.after(closed(2, Ending.LOST, 10), RULES).next();
        Presence back = one.after(new Connected(connection(3), moment(T0.plusSeconds(11))), RULES)
                .next()
                .after(closed(3, Ending.GOODBYE, 12), RULES)
                .next();

        assertThat(one.after(new GraceElapsed(moment(T0.plusSeconds(20))), RULES)
                        .next())
                .as("the other line is still there")
                .isEqualTo(one);
        assertThat(one.after(closed(1, Ending.GOODBYE, 15), RULES).announce()).isEqualTo(Cause.DISCONNECTED);
        assertThat(back.after(closed(1, Ending.GOODBYE, 13), RULES).announce()).isEqualTo(Cause.DISCONNECTED);
    }

    @Test
    void aReloadDoesNotShortenTheGraceOfALostLine() {
        Presence two =
                online().after(new Connected(connection(2), moment(T0)), RULES).next();
        Presence left = two.after(closed(2, Ending.LOST, 10), RULES)
                .next()
                .after(closed(1, Ending.PAGE_GONE, 11), RULES)
                .next();

        assertThat(left.after(new GraceElapsed(moment(T0.plusMillis(14_999))), RULES)
                        .announce())
                .isNull();
        assertThat(left.after(new GraceElapsed(moment(T0.plusSeconds(15))), RULES)
                        .announce())
                .isEqualTo(Cause.DISCONNECTED);
    }

    @Test
    void whoIsInGraceIsLeftToTheGrace() {
        Presence lost = online().after(closed(1, Ending.LOST, 10), RULES).next();

        assertThat(lost.after(new Abandoned(T0, Cause.ZOMBIE, moment(T0.plusSeconds(11))), RULES)
                        .next())
                .isEqualTo(lost);
    }
}
