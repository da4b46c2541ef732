package com.meeshy.presence.core.presence;

import static com.meeshy.presence.core.world.People.connection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceEvent.Abandoned;
import com.meeshy.presence.core.presence.PresenceEvent.Active;
import com.meeshy.presence.core.presence.PresenceEvent.Closed;
import com.meeshy.presence.core.presence.PresenceEvent.Connected;
import com.meeshy.presence.core.presence.PresenceEvent.GraceElapsed;
import com.meeshy.presence.core.presence.PresenceEvent.HandedOver;
import com.meeshy.presence.core.presence.PresenceEvent.NodeStopping;
import com.meeshy.presence.core.presence.PresenceEvent.RefreshDue;
import com.meeshy.presence.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The transition table of [Presence], line by line (SPEC §3).
class PresenceTest {
    private static final Instant T0 = Instant.parse("2026-01-15T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MINUTES_2 = Duration.ofMinutes(2).toNanos();
    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));

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
    void theFrozenActivityIsTheTrueOneEvenWhenItWasThrottled() {
        Instant typed = T0.plusSeconds(30);
        Closed event = new Closed(connection(1), Ending.GOODBYE, typed, moment(T0.plusSeconds(40)));

        assertThat(online().after(event, RULES).next().lastActiveAt()).isEqualTo(typed);
    }

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
    void aClockThatGoesBackALittleTakesNothingBack() {
        Transition active = online().after(new Active(moment(T0.minusSeconds(50))), RULES);
        Transition reconnect = Presence.stored(false, T0, T0, T0.toEpochMilli(), moment(T0))
                .after(new Connected(connection(1), moment(T0.minusSeconds(50))), RULES);

        assertThat(active.next().lastActiveAt()).isEqualTo(T0);
        assertThat(reconnect.next().lastActiveAt()).isEqualTo(T0);
        assertThat(reconnect.next().version()).isGreaterThan(T0.toEpochMilli());
    }

    @Test
    void whoIsConnectedCannotBeAbandoned() {
        Abandoned event = new Abandoned(T0, Cause.ZOMBIE, moment(T0.plus(Duration.ofDays(1))));

        assertThat(online().after(event, RULES).next()).isEqualTo(online());
    }

    @Test
    void whoIsInGraceIsLeftToTheGrace() {
        Presence lost = online().after(closed(1, Ending.LOST, 10), RULES).next();

        assertThat(lost.after(new Abandoned(T0, Cause.ZOMBIE, moment(T0.plusSeconds(11))), RULES)
                        .next())
                .isEqualTo(lost);
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

    @Test
    void refusesDurationsThatAreAMistakeOfUnits() {
        StatusRule status = new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30));

        assertThatThrownBy(() -> new StatusRule(Duration.ofMinutes(5), Duration.ofDays(400)))
                .hasMessageContaining("must not be longer than");
        assertThatThrownBy(() -> new PresenceRules(status, Duration.ofSeconds(60), Duration.ofDays(400), Duration.ZERO))
                .hasMessageContaining("must not be longer than");
        assertThatThrownBy(() -> new PresenceRules(status, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("must be positive");
    }

    @Test
    void refusesSettingsThatContradictEachOther() {
        StatusRule status = new StatusRule(Duration.ofSeconds(30), Duration.ofMinutes(30));

        assertThatThrownBy(() -> new PresenceRules(status, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("must be shorter than the online threshold");
        assertThatThrownBy(
                        () -> new PresenceRules(status, Duration.ofSeconds(10), Duration.ofSeconds(-1), Duration.ZERO))
                .hasMessageContaining("the offline grace must not be negative");
        assertThatThrownBy(
                        () -> new PresenceRules(status, Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(-1)))
                .hasMessageContaining("the reload grace must not be negative");
    }

    private static Presence online() {
        return Presence.UNKNOWN
                .after(new Connected(connection(1), moment(T0)), RULES)
                .next();
    }

    /// Both clocks go as they should.
    private static Moment moment(Instant at) {
        return new Moment(at, Duration.between(T0, at).toNanos());
    }

    private static Closed closed(int connection, Ending ending, int secondsAfterT0) {
        return new Closed(connection(connection), ending, null, moment(T0.plusSeconds(secondsAfterT0)));
    }
}
