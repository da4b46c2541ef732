package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.server.admission.Limits;
import com.meeshy.presence.server.config.Limit;
import com.meeshy.socketio.Event;
import java.util.function.Predicate;

/// `presence:repair`: a client computed another digest of a conversation, and gets a snapshot of it; or it
/// began to listen after the connection was made, names no conversation, and is greeted once more with
/// everything. Whoever asks without need is slowed down.
public final class Repairs {
    private final Greeting greeting;
    private final ParticipantLoader loader;
    private final Snapshots snapshots;
    private final Predicate<ConversationId> isLarge;
    private final Limits limits;

    public Repairs(
            Greeting greeting,
            ParticipantLoader loader,
            Snapshots snapshots,
            Predicate<ConversationId> isLarge,
            Limits limits) {
        this.greeting = greeting;
        this.loader = loader;
        this.snapshots = snapshots;
        this.isLarge = isLarge;
        this.limits = limits;
    }

    /// Event loop.
    void repair(Session session, Event event) {
        JsonNode payload = event.argument(0);
        ObjectId id = ObjectId.tryParse(payload.path("conversationId").textValue());
        ConversationId conversation = id == null ? null : new ConversationId(id);
        if (payload.isObject() && !payload.has("conversationId")) {
            repairAll(session, event);
        } else if (conversation == null || !session.isMemberOf(conversation) || isLarge.test(conversation)) {
            refuse(session, event, "NOT_A_MEMBER", "there is nothing to repair in this conversation");
        } else if (isTooOften(session)) {
            refuse(session, event, "RATE_LIMITED", "too many repairs: wait for the next digest");
        } else {
            snapshots.ofConversation(session, conversation);
            Answers.done(event);
        }
    }

    private void repairAll(Session session, Event event) {
        if (!isTooOften(session)) {
            greeting.welcome(session);
            ParticipantId viewer = session.present().id();
            snapshots.whole(session, () -> loader.load(viewer));
            Answers.done(event);
        } else {
            refuse(session, event, "RATE_LIMITED", "too many repairs: wait a minute");
        }
    }

    private boolean isTooOften(Session session) {
        return limits.take(Limit.REPAIRS, session.present().id().toString()).isPositive();
    }

    private static void refuse(Session session, Event event, String code, String message) {
        Answers.refused(event, code, message);
        session.connection().emit(ServerEvent.ERROR, Payload.Problem.of("presence:repair: " + message, code));
    }
}
