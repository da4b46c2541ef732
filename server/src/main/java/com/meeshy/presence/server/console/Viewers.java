package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.tracker.Attendance;
import java.util.Collection;
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
        Map<ParticipantId, String> names = new HashMap<>();
        for (ConversationId conversation : conversations) {
            if (!isLarge(conversation)) {
                attendance.online(conversation).forEach(view -> names.put(view.id(), view.name()));
            }
        }
        names.remove(participant);
        return new ViewersBody(
                names.size(), names.values().stream().sorted().limit(MOST_NAMES).toList());
    }

    int online(ConversationId conversation) {
        return attendance.onlineCount(conversation);
    }

    boolean isLarge(ConversationId conversation) {
        return isLarge.test(conversation);
    }

    /// Who sees the person now.
    ///
    /// @param names the first of all, by name
    record ViewersBody(int count, List<String> names) {}
}
