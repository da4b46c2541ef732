package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.tracker.Attendance;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Who sees whom (SPEC §1, §3.9): everybody sees himself and those who share an active conversation with him. A large
/// conversation shows its members to those who opened it or ask for one by name, and is no reason to be told of
/// anybody.
///
/// The only place that says so: readers, broadcasts, REST and console ask here.
public final class VisibilityRule {
    private final Predicate<ConversationId> isLarge;

    /// @param isLarge as [Crowds#isLarge]
    public VisibilityRule(Predicate<ConversationId> isLarge) {
        this.isLarge = isLarge;
    }

    /// Whether the viewer may see the subject when it asks, whatever the size of what they share.
    public static boolean maySee(Participant viewer, Participant subject) {
        return viewer.id().equals(subject.id())
                || !Collections.disjoint(viewer.conversations(), subject.conversations());
    }

    /// Who hears of the subject through these conversations.
    public static Audience audienceOf(ParticipantId subject, Collection<ConversationId> conversations) {
        return new Audience(subject, conversations);
    }

    /// Whom the viewer is shown without asking.
    ///
    /// @param members of [#ordinary] conversations of the viewer
    public static Set<ParticipantId> shownTo(ParticipantId viewer, Map<ConversationId, Set<ParticipantId>> members) {
        Set<ParticipantId> shown = new HashSet<>();
        shown.add(viewer);
        members.values().forEach(shown::addAll);
        return shown;
    }

    /// Those of the conversations whose members are told of each other.
    public List<ConversationId> ordinary(Collection<ConversationId> conversations) {
        return conversations.stream().filter(isLarge.negate()).toList();
    }

    public boolean isLarge(ConversationId conversation) {
        return isLarge.test(conversation);
    }

    /// Who is connected and told of the subject through these conversations, each once, without the subject.
    public Collection<PresenceView> viewersOf(
            ParticipantId subject, Collection<ConversationId> conversations, Attendance attendance) {
        Map<ParticipantId, PresenceView> viewers = new HashMap<>();
        for (ConversationId each : ordinary(conversations)) {
            attendance.online(each).forEach(view -> viewers.put(view.id(), view));
        }
        viewers.remove(subject);
        return viewers.values();
    }

    /// Whose connections hear: the subject's own, and those of the members of the conversations.
    public record Audience(ParticipantId subject, Collection<ConversationId> conversations) {}
}
