package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Namespace;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells the members of conversations who has become one of them, who is one no longer, and who has another name.
/// None of it is a change of presence: the version stays.
public final class MemberBroadcaster {
    private final Namespace namespace;

    public MemberBroadcaster(Namespace namespace) {
        this.namespace = namespace;
    }

    /// Once to each viewer, with those of the conversations that it is in itself: it is not told of the others.
    void joined(PresenceView view, Collection<ConversationId> conversations) {
        if (!conversations.isEmpty()) {
            namespace
                    .to(Rooms.of(conversations))
                    .emitEach(ServerEvent.USER_STATUS, connection -> joining(view, conversations, connection));
        }
    }

    void left(ParticipantId participant, Collection<ConversationId> conversations) {
        for (ConversationId each : conversations) {
            namespace
                    .to(Rooms.of(each), Rooms.of(participant))
                    .emit(ServerEvent.MEMBER_LEFT, Payload.Joined.of(each, participant));
        }
    }

    void renamed(PresenceView view, Collection<ConversationId> conversations) {
        namespace
                .to(Rooms.of(VisibilityRule.audienceOf(view.id(), conversations)))
                .emitLatest(view.id(), ServerEvent.USER_STATUS, Payload.UserStatus.of(view));
    }

    private static Payload.@Nullable UserStatus joining(
            PresenceView view, Collection<ConversationId> conversations, Connection viewer) {
        List<String> shared = conversations.stream()
                .filter(Session.of(viewer)::isMemberOf)
                .map(ConversationId::toString)
                .toList();
        return shared.isEmpty() ? null : Payload.UserStatus.of(view, shared);
    }
}
