package com.meeshy.presence.server.messaging;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.server.messaging.SendResult.Reason;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Conversations;
import com.meeshy.presence.server.store.Membership;
import com.meeshy.presence.server.store.Messages;
import com.meeshy.presence.server.store.NewMessage;
import com.meeshy.presence.server.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/// Sends messages. Blocks until the message is durable; may throw
/// [com.meeshy.presence.core.port.StoreException], and then nothing was relayed.
public final class MessageSender {
    static final int LONGEST_CONTENT = 10_000;
    private static final int LONGEST_NAME = 200;
    private static final ConversationId NOWHERE = new ConversationId(new ObjectId(0, 0));

    private final Conversations conversations;
    private final Messages messages;
    private final MessageRelay relay;

    public MessageSender(Conversations conversations, Messages messages, MessageRelay relay) {
        this.conversations = conversations;
        this.messages = messages;
        this.relay = relay;
    }

    /// @param conversation ObjectId or `identifier`
    public SendResult send(
            ParticipantId sender, String senderName, @Nullable String conversation, @Nullable String content) {
        if (conversation == null || conversation.isBlank() || conversation.length() > LONGEST_NAME) {
            return new SendResult.Refused(Reason.INVALID_CONVERSATION);
        }
        if (content == null || content.isBlank()) {
            return new SendResult.Refused(Reason.EMPTY_CONTENT);
        }
        if (content.length() > LONGEST_CONTENT) {
            return new SendResult.Refused(Reason.CONTENT_TOO_LONG);
        }
        Conversation target = conversations.conversation(conversation.strip());
        // What does not exist takes the same reads: how long the answer takes tells nothing either.
        Membership membership = conversations.membership(target == null ? NOWHERE : target.id(), sender);
        if (target == null || !target.active()) {
            return new SendResult.Refused(Reason.UNKNOWN_CONVERSATION);
        }
        return switch (membership) {
            case NEVER -> new SendResult.Refused(Reason.NOT_A_MEMBER);
            case NO_LONGER -> new SendResult.Refused(Reason.NO_LONGER_MEMBER);
            case ACTIVE -> {
                StoredMessage stored = messages.store(new NewMessage(target.id(), sender, content));
                relay.relay(stored, senderName);
                yield new SendResult.Sent(stored);
            }
        };
    }
}
