package com.meeshy.presence.live.messaging;

import com.meeshy.presence.storage.model.StoredMessage;
import java.time.Duration;

/// What became of a message.
public sealed interface SendResult {
    /// Stored durably, and on its way to the members.
    record Sent(StoredMessage message) implements SendResult {}

    /// Neither stored nor relayed.
    record Refused(Reason reason) implements SendResult {}

    /// Neither stored nor relayed, because the sender has used up what it may send.
    ///
    /// @param delay until there is room for this message
    record TooMany(Duration delay) implements SendResult {
        public static final String MESSAGE = "too many messages, or too long ones: wait a moment";
    }

    /// Why a message was refused; names are wire codes.
    enum Reason {
        INVALID_CONVERSATION("conversationId must be the id or the identifier of a conversation"),
        EMPTY_CONTENT("content must be a text that is not blank"),
        CONTENT_TOO_LONG("content must not be longer than " + MessageSender.LONGEST_CONTENT + " characters"),
        STORE_FULL("the disk of the server is nearly full: no message is taken until there is room"),
        UNKNOWN_CONVERSATION("there is no such conversation, or you are not a member of it"),
        NOT_A_MEMBER("you are not a member of this conversation"),
        NO_LONGER_MEMBER("you are no longer a member of this conversation");

        private final String message;

        Reason(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }
}
