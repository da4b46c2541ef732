package com.meeshy.presence.live.line;

import com.meeshy.presence.core.audience.VisibilityRule.Audience;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Collection;
import java.util.stream.Stream;

/// Names of the Socket.IO rooms. A connection is in the room of its participant and in that of each
/// conversation the participant is an active member of.
public final class Rooms {
    private Rooms() {}

    public static String of(ParticipantId participant) {
        return participant.toString();
    }

    public static String of(ConversationId conversation) {
        return "conversation:" + conversation;
    }

    /// Those connections that have opened the conversation; who is told of every change in a large one.
    public static String ofOpeners(ConversationId conversation) {
        return "open:" + conversation;
    }

    public static String[] ofOpeners(Collection<ConversationId> conversations) {
        return conversations.stream().map(Rooms::ofOpeners).toArray(String[]::new);
    }

    public static String[] of(Collection<ConversationId> conversations) {
        return conversations.stream().map(Rooms::of).toArray(String[]::new);
    }

    /// In which the audience listens: its members leave and join the same that are told.
    public static String[] of(Audience audience) {
        return Stream.concat(
                        Stream.of(of(audience.subject())),
                        audience.conversations().stream().map(Rooms::of))
                .toArray(String[]::new);
    }
}
