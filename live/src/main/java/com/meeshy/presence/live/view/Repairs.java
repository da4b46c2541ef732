package com.meeshy.presence.live.view;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.tracker.ParticipantLoader;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Session;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client computed another digest of a conversation, and gets a snapshot of it; or it began to listen after the
/// connection was made, and is greeted once more with everything. Whoever asks without need is slowed down. Never
/// blocks: snapshots follow.
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

    /// @return why not; null when it was done
    public Notice.@Nullable Problem repair(Session session, @Nullable ConversationId conversation) {
        if (conversation == null || !session.isMemberOf(conversation) || isLarge.test(conversation)) {
            return new Notice.Problem("there is nothing to repair in this conversation", "NOT_A_MEMBER");
        }
        if (isTooOften(session)) {
            return new Notice.Problem("too many repairs: wait for the next digest", "RATE_LIMITED");
        }
        snapshots.ofConversation(session, conversation);
        return null;
    }

    /// @return why not; null when it was done
    public Notice.@Nullable Problem repairAll(Session session) {
        if (isTooOften(session)) {
            return new Notice.Problem("too many repairs: wait a minute", "RATE_LIMITED");
        }
        greeting.welcome(session);
        ParticipantId viewer = session.present().id();
        snapshots.whole(session, () -> loader.load(viewer));
        return null;
    }

    private boolean isTooOften(Session session) {
        return limits.take(Limit.REPAIRS, session.present().id().toString()).isPositive();
    }
}
