package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.PresenceDigest;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All invariants of a world, and the truth they measure by. Any of them may end the run by throwing [Broken].
final class Invariants {
    private final Truth truth;
    private final List<Invariant> all;

    Invariants(World world) {
        truth = new Truth(world);
        all = List.of(
                new OnlineMeansConnected(world, truth),
                new OneEdgeOneEvent(world),
                new NoEventToStrangers(world),
                new ViewersAgreeAtRest(world),
                new ViewerNeverWrongLongerThanBound(world, truth),
                new LastActiveNeverBack(world),
                new LastSeenOnlyAtLastClose(world, truth),
                new AtMostOneWritePerMinute(world, truth),
                new NoFalseOfflineInDrain(world, truth),
                new NothingGrowsWithoutBound(world),
                new HealthyClientNeverAsks(world),
                new CountsAtMostEveryFiveSeconds(world),
                new BatchesAtMostEverySecond(world),
                new OpenersAgreeAtRest(world),
                new OneChangeToldOnce(world),
                new CredentialEndsConnection(world),
                new NoMomentOfTheFuture(world, truth),
                new NoEndToldBeforeItsGrace(world));
    }

    void nodeStarted() {
        truth.nodeStarted();
        all.forEach(Invariant::nodeStarted);
    }

    void nodeEnded(SimulatedNode node, boolean crashed) {
        truth.nodeEnded(node, crashed);
    }

    void drainStarted() {
        truth.drainStarted();
    }

    void storeInTroubleUntil(long millis) {
        truth.storeInTroubleUntil(millis);
    }

    void clockJumped() {
        truth.clockJumped();
    }

    void connected(ParticipantId person) {
        truth.active(person);
        all.forEach(each -> each.connected(person));
    }

    void active(ParticipantId person) {
        truth.active(person);
    }

    void ended(Line line, Ending ending, boolean holdsAnother) {
        if (!holdsAnother) {
            truth.ended(line.device().person());
        }
        all.forEach(each -> each.ended(line, ending));
    }

    void announced(PresenceView view, Cause cause, SimulatedNode node) {
        all.forEach(each -> each.announced(view, cause, node));
    }

    void sent(Line line, ParticipantId subject) {
        all.forEach(each -> each.sent(line, subject));
    }

    void stored(@Nullable StoredPresence before, StoredPresence state) {
        all.forEach(each -> each.stored(before, state));
    }

    void asked(Device device, PresenceDigest digest) {
        all.forEach(each -> each.asked(device, digest));
    }

    void told(Line line, PresenceView view) {
        all.forEach(each -> each.told(line, view));
    }

    void batched(ConversationId conversation, SimulatedNode node) {
        all.forEach(each -> each.batched(conversation, node));
    }

    void counted(ConversationId conversation, Instant at) {
        all.forEach(each -> each.counted(conversation, at));
    }

    void eachSecond() {
        all.forEach(Invariant::eachSecond);
    }

    void atRest() {
        all.forEach(Invariant::atRest);
    }

    void atEnd() {
        all.forEach(Invariant::atEnd);
    }
}
