package com.meeshy.presence.server.console;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Attendance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Who sees whom, as operators are shown it.
public final class Viewers {
    private static final int MOST_NAMES = 20;

    private final Attendance attendance;
    private final VisibilityRule rule;

    public Viewers(Attendance attendance, VisibilityRule rule) {
        this.attendance = attendance;
        this.rule = rule;
    }

    /// Who is connected and sees the participant through one of these conversations. In a large one only those see
    /// individuals who have opened it: they are not counted.
    ViewersBody of(ParticipantId participant, Collection<ConversationId> conversations) {
        Collection<PresenceView> viewers = rule.viewersOf(participant, conversations, attendance);
        return new ViewersBody(
                viewers.size(),
                viewers.stream()
                        .map(ViewerBody::of)
                        .sorted(Comparator.comparing(ViewerBody::username))
                        .limit(MOST_NAMES)
                        .toList());
    }

    int online(ConversationId conversation) {
        return attendance.onlineCount(conversation);
    }

    boolean isLarge(ConversationId conversation) {
        return rule.isLarge(conversation);
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
