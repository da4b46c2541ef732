package com.meeshy.presence.live.line;

import com.meeshy.presence.core.audience.PresenceDigest;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.storage.model.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What clients are told (SPEC §4), before it has a form.
public sealed interface Notice {
    /// Somebody's presence.
    ///
    /// @param joined the subject is a member of these from now on; null for a mere change of presence
    record Status(PresenceView view, @Nullable List<ConversationId> joined) implements Notice {
        public Status(PresenceView view) {
            this(view, null);
        }
    }

    /// One page of a snapshot. Pages count from 1.
    ///
    /// @param complete everybody whom the viewer sees is in it, but for members of large conversations
    /// @param resumed it tells only what was missed since the last connection
    /// @param members of each conversation that the snapshot describes whole, on the last page, if asked for
    record Page(
            List<PresenceView> views,
            Instant serverTime,
            int page,
            int pages,
            boolean complete,
            boolean resumed,
            @Nullable Map<ConversationId, Set<ParticipantId>> members)
            implements Notice {}

    /// By which a client finds out that it has missed something.
    record Digest(PresenceDigest digest) implements Notice {}

    /// How many of a large conversation are online.
    record OnlineCount(ConversationId conversation, int online, Instant at) implements Notice {}

    /// A conversation became large, or ordinary again.
    record Size(ConversationId conversation, boolean isLarge) implements Notice {}

    /// The client is signed in.
    record Welcome(ParticipantId who, String language, Instant serverTime, String version, StatusRule rule)
            implements Notice {}

    /// The client is not signed in.
    ///
    /// @param retry whether the same credential may be accepted later
    record NotWelcome(String sentence, String code, boolean retry) implements Notice {}

    /// Something that the client asked for was not done.
    record Problem(String sentence, String code) implements Notice {}

    /// The token has expired; a fresh one is welcome.
    record TokenExpired(String sentence, String code) implements Notice {}

    /// The session was ended: the same credential is no longer welcome.
    record Revoked(String sentence, String code, String reason) implements Notice {}

    /// The client has opened a conversation.
    record Joined(ConversationId conversation, ParticipantId who) implements Notice {}

    /// The client has opened no conversation.
    ///
    /// @param conversation as the client named it
    record JoinError(String conversation, String reason, String sentence) implements Notice {}

    /// The client has closed a conversation.
    record Left(ConversationId conversation, ParticipantId who) implements Notice {}

    /// Somebody is a member of a conversation no longer.
    record MemberLeft(ConversationId conversation, ParticipantId who) implements Notice {}

    /// Somebody begins to type, or stops.
    record Typing(ConversationId conversation, ParticipantId who, String name, boolean started) implements Notice {}

    /// A message in a conversation.
    record NewMessage(StoredMessage message, String senderName) implements Notice {}

    /// What time it is here.
    record Time(Instant now) implements Notice {}
}
