package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.server.authentication.AttemptsPerAddress;
import com.meeshy.socketio.Event;
import java.util.function.Predicate;

/// `presence:repair`: a client computed another digest of a conversation, and gets a snapshot of it. Whoever asks
/// without need is slowed down.
public final class Repairs {
    private final Snapshots snapshots;
    private final Predicate<ConversationId> isLarge;
    private final AttemptsPerAddress attempts;

    /// @param attempts counted for each session
    public Repairs(Snapshots snapshots, Predicate<ConversationId> isLarge, AttemptsPerAddress attempts) {
        this.snapshots = snapshots;
        this.isLarge = isLarge;
        this.attempts = attempts;
    }

    /// Event loop.
    void repair(Session session, Event event) {
        ObjectId id = ObjectId.tryParse(event.argument(0).path("conversationId").textValue());
        ConversationId conversation = id == null ? null : new ConversationId(id);
        if (conversation == null || !session.isMemberOf(conversation) || isLarge.test(conversation)) {
            refuse(session, "NOT_A_MEMBER", "there is nothing to repair in this conversation");
        } else if (!attempts.admit(session.id().toString())) {
            refuse(session, "RATE_LIMITED", "too many repairs: wait for the next digest");
        } else {
            snapshots.ofConversation(session, conversation);
        }
    }

    private static void refuse(Session session, String code, String message) {
        session.connection().emit(ServerEvent.ERROR, Payload.Problem.of("presence:repair: " + message, code));
    }
}
