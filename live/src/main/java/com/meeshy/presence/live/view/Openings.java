package com.meeshy.presence.live.view;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.live.line.Rooms;
import com.meeshy.presence.live.line.Session;
import java.util.function.Predicate;

/// Which conversations a viewer looks at: it matters in large ones only, where nobody else is told of single
/// changes. Event loop of the session.
public final class Openings {
    private final Snapshots snapshots;
    private final Predicate<ConversationId> isLarge;

    public Openings(Snapshots snapshots, Predicate<ConversationId> isLarge) {
        this.snapshots = snapshots;
        this.isLarge = isLarge;
    }

    /// From now on the viewer hears of changes; and, of a large conversation, at once who is connected.
    public void open(Session session, ConversationId conversation) {
        if (session.isMemberOf(conversation)) {
            session.open(conversation);
            if (isLarge.test(conversation)) {
                snapshots.ofCrowd(session, conversation);
            }
        }
    }

    /// Who hears of passing things such as typing: the members; of a large conversation those who have it open.
    public String roomOf(ConversationId conversation) {
        return isLarge.test(conversation) ? Rooms.ofOpeners(conversation) : Rooms.of(conversation);
    }

    public void shut(Session session, ConversationId conversation) {
        session.shut(conversation);
    }
}
