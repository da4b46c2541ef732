package com.meeshy.presence.live.view;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Rooms;
import com.meeshy.presence.live.line.Session;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells the members of conversations who has become one of them, who is one no longer, and who has another name.
/// None of it is a change of presence: the version stays.
public final class MemberBroadcaster {
    private final Lines lines;

    public MemberBroadcaster(Lines lines) {
        this.lines = lines;
    }

    /// Once to each viewer, with those of the conversations that it is in itself: it is not told of the others.
    public void joined(PresenceView view, Collection<ConversationId> conversations) {
        if (!conversations.isEmpty()) {
            lines.to(Rooms.of(conversations)).sendEach(viewer -> joining(view, conversations, viewer));
        }
    }

    public void left(ParticipantId participant, Collection<ConversationId> conversations) {
        for (ConversationId each : conversations) {
            lines.to(Rooms.of(each), Rooms.of(participant)).send(new Notice.MemberLeft(each, participant));
        }
    }

    public void renamed(PresenceView view, Collection<ConversationId> conversations) {
        lines.to(Rooms.of(VisibilityRule.audienceOf(view.id(), conversations)))
                .sendLatest(view.id(), new Notice.Status(view));
    }

    private static Notice.@Nullable Status joining(
            PresenceView view, Collection<ConversationId> conversations, Session viewer) {
        List<ConversationId> shared =
                conversations.stream().filter(viewer::isMemberOf).toList();
        return shared.isEmpty() ? null : new Notice.Status(view, shared);
    }
}
