package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Attendance;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Who sees whom, as far as operators ask.
public final class Viewers {
    private static final int MOST_NAMES = 20;

    private final Attendance attendance;
    private final Predicate<ConversationId> isLarge;

    public Viewers(Attendance attendance, Predicate<ConversationId> isLarge) {
        this.attendance = attendance;
        this.isLarge = isLarge;
    }

    /// Who is connected and sees the participant through one of these conversations. In a large one only those see
    /// individuals who have opened it: they are not counted.
    ViewersBody of(ParticipantId participant, Collection<ConversationId> conversations) {
        Map<ParticipantId, ViewerBody> people = new HashMap<>();
        for (ConversationId conversation : conversations) {
            if (!isLarge(conversation)) {
                attendance.online(conversation).forEach(view -> people.put(view.id(), ViewerBody.of(view)));
            }
        }
        people.remove(participant);
        return new ViewersBody(
                people.size(),
                people.values().stream()
                        .sorted(Comparator.comparing(ViewerBody::username))
                        .limit(MOST_NAMES)
                        .toList());
    }

    int online(ConversationId conversation) {
        return attendance.onlineCount(conversation);
    }

    boolean isLarge(ConversationId conversation) {
        return isLarge.test(conversation);
    }

    /// Who sees the person now.
    ///
    /// @param people the first of all, by name
    record ViewersBody(int count, List<ViewerBody> people) {}

    /// Somebody who sees the person, under the name shown to others.
    record ViewerBody(String username, boolean isAnonymous) {
        static ViewerBody of(PresenceView view) {
            return new ViewerBody(view.name(), view.id().isAnonymous());
        }
    }
}
