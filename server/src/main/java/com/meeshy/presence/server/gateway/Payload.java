package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.meeshy.presence.core.audience.PresenceDigest;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.server.wire.Moments;
import com.meeshy.presence.server.wire.WholeSeconds;
import com.meeshy.presence.storage.model.StoredMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shapes of what the server sends (SPEC §4, examples in `contract/wire`). Moments are texts of [Moments]. Whoever
/// is named is marked as a guest or not: a name alone does not tell.
final class Payload {
    private Payload() {}

    /// `user:status`, and an entry of `presence:snapshot`.
    ///
    /// @param conversations the subject is a member of these from now on; null for a mere change of presence
    record UserStatus(
            String userId,
            String username,
            boolean isAnonymous,
            boolean isOnline,
            @Nullable String lastActiveAt,
            @Nullable String lastSeen,
            long version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> conversations) {
        static UserStatus of(Notice.Status status) {
            List<ConversationId> joined = status.joined();
            return of(
                    status.view(),
                    joined == null
                            ? null
                            : joined.stream().map(ConversationId::toString).toList());
        }

        private static UserStatus of(PresenceView view, @Nullable List<String> conversations) {
            return new UserStatus(
                    view.id().text(),
                    view.name(),
                    view.id().isAnonymous(),
                    view.isOnline(),
                    Moments.textOrNull(view.lastActiveAt()),
                    Moments.textOrNull(view.lastSeen()),
                    view.version(),
                    conversations);
        }
    }

    /// `presence:snapshot`. Pages count from 1.
    ///
    /// @param complete everybody whom the viewer sees is in it, but for members of large conversations
    /// @param resumed true when it tells only what was missed since the last connection, else null
    /// @param conversations on the last page, the members of each conversation that it describes whole; null for
    ///     clients that did not ask for them
    record Snapshot(
            List<UserStatus> users,
            String serverTime,
            int page,
            int pages,
            boolean complete,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean resumed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, List<String>> conversations) {
        static Snapshot of(Notice.Page page) {
            List<UserStatus> users = new ArrayList<>(page.views().size());
            for (PresenceView view : page.views()) {
                users.add(UserStatus.of(view, null));
            }
            return new Snapshot(
                    users,
                    Moments.text(page.serverTime()),
                    page.page(),
                    page.pages(),
                    page.complete(),
                    page.resumed() ? true : null,
                    texts(page.members()));
        }

        private static @Nullable Map<String, List<String>> texts(
                @Nullable Map<ConversationId, Set<ParticipantId>> members) {
            if (members == null) {
                return null;
            }
            Map<String, List<String>> texts = new HashMap<>();
            members.forEach((conversation, all) -> texts.put(
                    conversation.toString(),
                    all.stream().map(ParticipantId::text).toList()));
            return texts;
        }
    }

    /// `presence:digest`: see [PresenceDigest].
    ///
    /// @param recent null when there are none
    /// @param hash unsigned, 32 bits
    record Digest(
            String conversationId,
            int count,
            long hash,
            String since,
            String until,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> recent) {
        static Digest of(PresenceDigest digest) {
            return new Digest(
                    digest.conversation().toString(),
                    digest.count(),
                    Integer.toUnsignedLong(digest.hash()),
                    Moments.text(digest.since()),
                    Moments.text(digest.until()),
                    digest.recent().isEmpty()
                            ? null
                            : digest.recent().stream().map(ParticipantId::text).toList());
        }
    }

    /// `conversation:online_stats`.
    record OnlineStats(String conversationId, int onlineCount, String updatedAt) {
        static OnlineStats of(Notice.OnlineCount count) {
            return new OnlineStats(count.conversation().toString(), count.online(), Moments.text(count.at()));
        }
    }

    /// `conversation:size`.
    record Size(String conversationId, boolean isLarge) {}

    /// `authenticated` when it went well.
    record Authenticated(boolean success, SelfUser user, String serverTime, String version, Thresholds thresholds) {
        static Authenticated of(Notice.Welcome welcome) {
            return new Authenticated(
                    true,
                    SelfUser.of(welcome.who(), welcome.language()),
                    Moments.text(welcome.serverTime()),
                    welcome.version(),
                    Thresholds.of(welcome.rule()));
        }
    }

    /// The person signed in.
    record SelfUser(String id, String language, boolean isAnonymous) {
        static SelfUser of(ParticipantId id, String language) {
            return new SelfUser(id.text(), language, id.isAnonymous());
        }
    }

    /// So that clients compute with the thresholds of this server.
    record Thresholds(long onlineMs, long awayMs) {
        static Thresholds of(StatusRule rule) {
            return new Thresholds(
                    rule.onlineThreshold().toMillis(), rule.awayThreshold().toMillis());
        }
    }

    /// `authenticated` when it did not.
    ///
    /// @param retry whether the same credential may be accepted later
    record NotAuthenticated(boolean success, String error, String code, boolean retry) {}

    /// `error`, and the answers that end a session.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(
            String message, @Nullable String code, @Nullable String reason) {
        static Problem of(String message, String code) {
            return new Problem(message, code, null);
        }
    }

    /// `conversation:joined`, `conversation:left` and `conversation:member-left`.
    record Joined(String conversationId, String userId, boolean isAnonymous) {
        static Joined of(ConversationId conversation, ParticipantId who) {
            return new Joined(conversation.toString(), who.text(), who.isAnonymous());
        }
    }

    /// `conversation:join-error`.
    record JoinError(String conversationId, String reason, String message) {}

    /// `typing:start` and `typing:stop`.
    record Typing(String conversationId, String userId, String username, boolean isAnonymous, boolean isTyping) {
        static Typing of(Notice.Typing typing) {
            return new Typing(
                    typing.conversation().toString(),
                    typing.who().text(),
                    typing.name(),
                    typing.who().isAnonymous(),
                    typing.started());
        }
    }

    /// `message:new`; `id` and `messageId` are the same, for clients that know one of them.
    record NewMessage(
            String id,
            String messageId,
            String conversationId,
            String senderId,
            String senderName,
            boolean isAnonymous,
            String content,
            String createdAt) {
        static NewMessage of(Notice.NewMessage told) {
            StoredMessage message = told.message();
            return new NewMessage(
                    message.id().toString(),
                    message.id().toString(),
                    message.conversationId().toString(),
                    message.sender().text(),
                    told.senderName(),
                    message.sender().isAnonymous(),
                    message.content(),
                    Moments.text(message.createdAt()));
        }
    }

    /// The acknowledgement of a `message:send` that was stored.
    record Sent(boolean success, SentMessage data) {
        static Sent of(String messageId) {
            return new Sent(true, new SentMessage(messageId));
        }
    }

    /// The acknowledgement of an event that has nothing else to tell.
    record Done(boolean success) {
        static final Done DONE = new Done(true);
    }

    /// What the sender learns of its message.
    record SentMessage(String messageId) {}

    /// The acknowledgement of an event that was refused.
    ///
    /// @param retryAfter whole seconds, rounded up: whoever waits so long is not early; null when waiting does not
    ///     help, or nobody knows how long
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotSent(
            boolean success,
            String error,
            String code,
            @Nullable Long retryAfter) {
        static NotSent of(String code, String error, @Nullable Duration wait) {
            return new NotSent(false, error, code, wait == null ? null : WholeSeconds.of(wait));
        }
    }

    /// `heartbeat:ack`.
    record HeartbeatAck(String serverTime) {}
}
