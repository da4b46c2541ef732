package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.server.authentication.Verified;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Messages;
import com.meeshy.presence.server.store.NewMessage;
import com.meeshy.presence.server.store.Storage;
import com.meeshy.presence.server.store.StoredMessage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sending messages. The answer comes when the message is durable; its way to the others is not waited for.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MessagesController {
    private static final int LONGEST_CONTENT = 10_000;

    private final Messages messages;
    private final MemberDoor door;
    private final MessageRelay relay;

    MessagesController(Storage storage, MessageRelay relay) {
        this.messages = storage.messages();
        this.door = new MemberDoor(storage.conversations());
        this.relay = relay;
    }

    @Post("/messages")
    HttpResponse<Success<MessageBody>> send(Verified caller, @Body NewMessageBody message) {
        return send(caller, message.conversationId(), message.content());
    }

    @Post("/conversations/{id}/messages")
    HttpResponse<Success<MessageBody>> send(Verified caller, String id, @Body NewMessageBody message) {
        return send(caller, id, message.content());
    }

    private HttpResponse<Success<MessageBody>> send(
            Verified caller, @Nullable String conversationId, @Nullable String content) {
        if (content == null || content.isBlank()) {
            throw RefusedRequest.invalid("content is missing: a message needs a text.");
        }
        if (content.length() > LONGEST_CONTENT) {
            throw RefusedRequest.invalid("content is too long: at most " + LONGEST_CONTENT + " characters.");
        }
        Conversation conversation = door.enter(conversationId, caller.id());
        ParticipantId sender = caller.id();
        StoredMessage stored = messages.store(new NewMessage(conversation.id(), sender, content));
        relay.created(stored, caller.name());
        return Answers.created(MessageBody.of(stored));
    }

    /// @param conversationId not needed when the address names it
    record NewMessageBody(
            @Nullable String conversationId, @Nullable String content) {}

    record MessageBody(String messageId, String conversationId, String senderId, String content, Instant createdAt) {
        static MessageBody of(StoredMessage message) {
            return new MessageBody(
                    message.id().toString(),
                    message.conversationId().toString(),
                    message.sender().text(),
                    message.content(),
                    message.createdAt());
        }
    }
}
