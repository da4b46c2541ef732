package com.meeshy.presence.live.messaging;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreFullException;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.membership.MembershipCheck;
import com.meeshy.presence.live.membership.MembershipCheck.Answer;
import com.meeshy.presence.live.messaging.SendResult.Reason;
import com.meeshy.presence.storage.Messages;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.StoredMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends messages. Blocks until the message is durable; may throw
/// [com.meeshy.presence.core.port.StoreException], and then nothing was relayed.
public final class MessageSender {
    static final int LONGEST_CONTENT = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(MessageSender.class);

    private final MembershipCheck conversations;
    private final Messages messages;
    private final MessageRelay relay;
    private final Limits limits;
    private final BooleanSupplier noRoom;

    /// @param noRoom whether the disk is too full for messages
    public MessageSender(
            MembershipCheck conversations,
            Messages messages,
            MessageRelay relay,
            Limits limits,
            BooleanSupplier noRoom) {
        this.conversations = conversations;
        this.messages = messages;
        this.relay = relay;
        this.limits = limits;
        this.noRoom = noRoom;
    }

    /// @param conversation ObjectId or `identifier`
    public SendResult send(
            ParticipantId sender, String senderName, @Nullable String conversation, @Nullable String content) {
        if (conversation == null || !MembershipCheck.isName(conversation)) {
            return new SendResult.Refused(Reason.INVALID_CONVERSATION);
        }
        if (content == null || content.isBlank()) {
            return new SendResult.Refused(Reason.EMPTY_CONTENT);
        }
        if (content.length() > LONGEST_CONTENT) {
            return new SendResult.Refused(Reason.CONTENT_TOO_LONG);
        }
        if (noRoom.getAsBoolean()) {
            return new SendResult.Refused(Reason.STORE_FULL);
        }
        Duration wait = use(sender, content);
        if (wait.isPositive()) {
            return new SendResult.TooMany(wait);
        }
        Answer answer = conversations.check(conversation, sender);
        Conversation target = answer.active();
        if (target == null) {
            return new SendResult.Refused(Reason.UNKNOWN_CONVERSATION);
        }
        return switch (answer.membership()) {
            case NEVER -> new SendResult.Refused(Reason.NOT_A_MEMBER);
            case NO_LONGER -> new SendResult.Refused(Reason.NO_LONGER_MEMBER);
            case ACTIVE -> store(new NewMessage(target.id(), sender, content), senderName);
        };
    }

    private SendResult store(NewMessage message, String senderName) {
        try {
            StoredMessage stored = messages.store(message);
            relay.relay(stored, senderName);
            return new SendResult.Sent(stored);
        } catch (StoreFullException e) {
            LOG.warn("Message refused, the disk is full: {}", e.getMessage());
            return new SendResult.Refused(Reason.STORE_FULL);
        }
    }

    /// What counts is the participant, on whatever connections and routes its messages come.
    ///
    /// @return how long it must wait; zero: it may send this one
    private Duration use(ParticipantId sender, String content) {
        String key = sender.toString();
        boolean guest = sender.isAnonymous();
        Duration wait = limits.take(guest ? Limit.MESSAGES_OF_GUEST : Limit.MESSAGES, key);
        return wait.isPositive()
                ? wait
                : limits.take(guest ? Limit.MESSAGE_BYTES_OF_GUEST : Limit.MESSAGE_BYTES, key, bytes(content));
    }

    private static long bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8).length;
    }
}
