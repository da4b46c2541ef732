package com.meeshy.presence.server.rest;

import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.messaging.MessageSender;
import com.meeshy.presence.live.messaging.SendResult;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.storage.model.StoredMessage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Sending messages. The answer comes when the message is durable; its way to the others is not waited for.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "session")
final class MessagesController {
    private final MessageSender messages;

    MessagesController(MessageSender messages) {
        this.messages = messages;
    }

    /// Sends a message to the conversation that the body names.
    @Post("/messages")
    @ApiResponse(responseCode = "201", description = "The message is stored", useReturnTypeSchema = true)
    HttpResponse<Success<MessageBody>> send(@Caller Verified caller, @Body NewMessageBody message) {
        return send(caller, message.conversationId(), message.content());
    }

    /// Sends a message to this conversation.
    @Post("/conversations/{id}/messages")
    @ApiResponse(responseCode = "201", description = "The message is stored", useReturnTypeSchema = true)
    HttpResponse<Success<MessageBody>> send(@Caller Verified caller, String id, @Body NewMessageBody message) {
        return send(caller, id, message.content());
    }

    private HttpResponse<Success<MessageBody>> send(
            Verified caller, @Nullable String conversationId, @Nullable String content) {
        return switch (messages.send(caller.id(), caller.name(), conversationId, content)) {
            case SendResult.Sent sent -> Answers.created(MessageBody.of(sent.message()));
            case SendResult.Refused refused -> throw refusal(refused.reason());
            case SendResult.TooMany(Duration wait) ->
                throw RefusedRequest.tooMany(wait, SendResult.TooMany.MESSAGE + ".");
        };
    }

    private static RefusedRequest refusal(SendResult.Reason reason) {
        String sentence = reason.message() + ".";
        return switch (reason) {
            case INVALID_CONVERSATION, EMPTY_CONTENT, CONTENT_TOO_LONG -> RefusedRequest.invalid(sentence);
            case UNKNOWN_CONVERSATION, NOT_A_MEMBER ->
                RefusedRequest.denied(SendResult.Reason.UNKNOWN_CONVERSATION.message() + ".");
            case STORE_FULL -> new RefusedRequest(HttpStatus.INSUFFICIENT_STORAGE, reason.name(), sentence);
            case NO_LONGER_MEMBER -> RefusedRequest.denied(sentence);
        };
    }

    /// @param conversationId not needed when the address names it
    record NewMessageBody(
            @Nullable String conversationId, @Nullable String content) {}

    record MessageBody(
            String messageId,
            String conversationId,
            String senderId,
            boolean isAnonymous,
            String content,
            Instant createdAt) {
        static MessageBody of(StoredMessage message) {
            return new MessageBody(
                    message.id().toString(),
                    message.conversationId().toString(),
                    message.sender().text(),
                    message.sender().isAnonymous(),
                    message.content(),
                    message.createdAt());
        }
    }
}
