package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.audience.VisibilityRule.Audience;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Collection;
import java.util.stream.Stream;

/// Names of the Socket.IO rooms. A connection is in the room of its participant and in that of each
/// conversation the participant is an active member of.
final class Rooms {
    private Rooms() {}

    static String of(ParticipantId participant) {
        return participant.toString();
    }

    static String of(ConversationId conversation) {
        return "conversation:" + conversation;
    }

    /// Those connections that have opened the conversation; who is told of every change in a large one.
    static String ofOpeners(ConversationId conversation) {
        return "open:" + conversation;
    }

    static String[] ofOpeners(Collection<ConversationId> conversations) {
        return conversations.stream().map(Rooms::ofOpeners).toArray(String[]::new);
    }

    static String[] of(Collection<ConversationId> conversations) {
        return conversations.stream().map(Rooms::of).toArray(String[]::new);
    }

    /// In which the audience listens: its members leave and join the same that are told.
    static String[] of(Audience audience) {
        return Stream.concat(
                        Stream.of(of(audience.subject())),
                        audience.conversations().stream().map(Rooms::of))
                .toArray(String[]::new);
    }
}
