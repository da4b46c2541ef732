package com.meeshy.presence.live.line;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.line.Line.Standing;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of one connection: touched by the loop of its line alone but where said otherwise.
public final class Session {
    /// How far a connection has come. It never goes back, but that a credential may be refused.
    public enum Phase {
        AWAITING_CREDENTIAL(Standing.STRANGER),
        SIGNING_IN(Standing.CLAIMANT),
        PRESENT(Standing.TRUSTED),
        ENDED(null);

        private final @Nullable Standing standing;

        Phase(@Nullable Standing standing) {
            this.standing = standing;
        }
    }

    private final Line line;
    private final ConnectionId id;
    private final long openedMillis;

    private Phase phase = Phase.AWAITING_CREDENTIAL;
    private boolean busy;
    private LineEnd end = LineEnd.NOBODY;
    private @Nullable Instant lastHeard;
    private boolean mayReturn;
    private boolean leaving;
    private boolean toldToAuthenticate;

    /// Null for clients of an older kind. Set before anybody else knows the session.
    private final @Nullable Resumption resumption;

    /// Written by the event loop, read by everybody.
    private volatile Set<ConversationId> conversations = Set.of();

    private @Nullable Attempt nextAttempt;

    /// Written by the event loop, read by everybody.
    private volatile @Nullable Verified who;

    /// @param resumption null for clients of an older kind
    public Session(Line line, ConnectionId id, Instant openedAt, @Nullable Resumption resumption) {
        this.line = line;
        this.id = id;
        this.openedMillis = openedAt.toEpochMilli();
        this.resumption = resumption;
    }

    public Line line() {
        return line;
    }

    /// Tells the client. Any thread.
    public void send(Notice notice) {
        line.send(notice);
    }

    /// Runs a task on the loop of the line. Any thread.
    public void execute(Runnable task) {
        line.execute(task);
    }

    /// Ends the line after everything sent before. Any thread.
    public void end(LineEnd why) {
        line.end(why);
    }

    public ConnectionId id() {
        return id;
    }

    /// For operators.
    Device device() {
        return new Device(id, line.transport(), line.address(), line.software(), openedAt(), line.silentFor());
    }

    Instant openedAt() {
        return Instant.ofEpochMilli(openedMillis);
    }

    public Phase phase() {
        return phase;
    }

    public void enter(Phase next) {
        phase = next;
        if (next.standing != null) {
            line.standing(next.standing);
        }
    }

    /// The connection is over.
    ///
    /// @param heard when the client last gave a sign of life
    public void ended(LineEnd why, Instant heard) {
        phase = Phase.ENDED;
        end = why;
        lastHeard = heard;
    }

    /// The client's last sign of life, once the connection is over.
    public Instant lastHeard() {
        return lastHeard == null ? openedAt() : lastHeard;
    }

    /// How it ended, and so how long the participant may take to return.
    public Ending ending() {
        if (end == LineEnd.PAGE_GONE || (leaving && !end.isGoodbye())) {
            return Ending.PAGE_GONE;
        }
        return end.isGoodbye() && !mayReturn ? Ending.GOODBYE : Ending.LOST;
    }

    /// The client says that its page goes away.
    public void leavesPage() {
        leaving = true;
    }

    /// Whether it ended because this node stops: its participants are expected to return to the next.
    public boolean endedByShutdown() {
        return end == LineEnd.SHUTDOWN;
    }

    /// The server is about to end this connection, but its participant is expected back at once.
    public void expectReturn() {
        mayReturn = true;
    }

    /// The participant, once verified. Any thread.
    public @Nullable Verified who() {
        return who;
    }

    /// The participant of a session that is present.
    public Verified present() {
        Verified verified = who;
        if (verified == null) {
            throw new IllegalStateException("session " + id + " is not authenticated");
        }
        return verified;
    }

    public void verified(Verified verified) {
        who = verified;
        // From here on it hears of others, and that may be much.
        line.standing(Standing.TRUSTED);
    }

    /// When the proof of identity ends, null when never. Any thread.
    public @Nullable Instant expiresAt() {
        Verified verified = who;
        return verified == null ? null : verified.expiresAt();
    }

    /// What the client knew when it came; null when it is of an older kind. Any thread.
    public @Nullable Resumption resumption() {
        return resumption;
    }

    /// The conversations of the participant. Any thread.
    public Set<ConversationId> conversations() {
        return conversations;
    }

    /// The viewer looks at this conversation, if it is one of the participant's.
    public void open(ConversationId conversation) {
        if (isMemberOf(conversation)) {
            line.join(Rooms.ofOpeners(conversation));
        }
    }

    /// The viewer no longer looks at this conversation.
    public void shut(ConversationId conversation) {
        line.leave(Rooms.ofOpeners(conversation));
    }

    /// Any thread.
    public boolean hasExpired(Instant now) {
        Instant end = expiresAt();
        return end != null && !end.isAfter(now);
    }

    /// A credential that came while another was being checked, to be tried when that one is refused.
    public void tryNext(Attempt attempt) {
        nextAttempt = attempt;
    }

    public @Nullable Attempt takeNextAttempt() {
        Attempt next = nextAttempt;
        nextAttempt = null;
        return next;
    }

    /// Whether the client has been told once that it must authenticate; the first call answers false.
    public boolean tellToAuthenticate() {
        boolean told = toldToAuthenticate;
        toldToAuthenticate = true;
        return told;
    }

    public boolean isMemberOf(ConversationId conversation) {
        return conversations.contains(conversation);
    }

    /// Joins the rooms of the participant's conversations and leaves those of others.
    ///
    /// @return the conversations that were not there before
    public Set<ConversationId> follow(Participant participant) {
        Set<ConversationId> before = conversations;
        Set<ConversationId> now = participant.conversations();
        Set<ConversationId> added = difference(now, before);
        Set<ConversationId> removed = difference(before, now);
        line.leave(Rooms.of(removed));
        line.leave(Rooms.ofOpeners(removed));
        line.join(Rooms.of(VisibilityRule.audienceOf(participant.id(), added)));
        conversations = now;
        return added;
    }

    /// Leaves everything that [#follow] has joined: the sign-in came to nothing.
    public void unfollow(ParticipantId participant) {
        line.leave(Rooms.of(VisibilityRule.audienceOf(participant, conversations)));
        line.leave(Rooms.ofOpeners(conversations));
        conversations = Set.of();
        who = null;
    }

    /// Present, and not busy with an earlier event.
    public boolean isReady() {
        return phase == Phase.PRESENT && !busy;
    }

    public void busy(boolean now) {
        busy = now;
    }

    private static Set<ConversationId> difference(Set<ConversationId> all, Set<ConversationId> without) {
        return all.stream().filter(each -> !without.contains(each)).collect(Collectors.toSet());
    }
}
