package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.CredentialTries;
import com.meeshy.presence.live.authentication.Credentials;
import com.meeshy.presence.live.authentication.Fields;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.directory.DirectoryEdits;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.rest.Access.Who;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.GuestName;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.NameKey;
import com.meeshy.presence.storage.model.RefreshResult;
import io.micronaut.http.HttpRequest;
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
import org.jspecify.annotations.Nullable;

/// Guests of share links: coming in, going on, leaving.
@Controller("/api/anonymous")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GuestsController {
    private static final int LONGEST_LANGUAGE = 100;

    private final Guests guests;
    private final Conversations conversations;
    private final LivePresence presence;
    private final DirectoryEdits edits;
    private final Limits limits;
    private final CredentialTries tries;
    private final ClientAddress clientAddress;

    GuestsController(
            Storage storage,
            LivePresence presence,
            DirectoryEdits edits,
            Limits limits,
            CredentialTries tries,
            ClientAddress clientAddress) {
        this.guests = storage.guests();
        this.conversations = storage.conversations();
        this.presence = presence;
        this.edits = edits;
        this.limits = limits;
        this.tries = tries;
        this.clientAddress = clientAddress;
    }

    /// Comes into a conversation as a guest, through a share link.
    @Access(Who.ANYBODY)
    @Post("/join/{linkId}")
    @ApiResponse(responseCode = "201", description = "The session and where it leads", useReturnTypeSchema = true)
    HttpResponse<?> join(HttpRequest<?> request, String linkId, @Nullable @Body JoinRequest wish) {
        String address = clientAddress.of(request);
        Duration wait = limits.take(Limit.GUEST_JOINS, address);
        if (wait.isPositive()) {
            return Answers.tooMany(wait, "Too many guests from this address, try again in a minute.");
        }
        JoinRequest checked = wish == null ? new JoinRequest(null, null, null, null) : checked(wish);
        return switch (edits.joinAsGuest(linkId, checked, this::isShown)) {
            case JoinResult.Joined joined -> entered(joined);
            case JoinResult.UnknownLink unknown ->
                Answers.failure(HttpStatus.NOT_FOUND, "LINK_NOT_FOUND", "There is no such link.");
            case JoinResult.ExpiredLink expired ->
                Answers.failure(HttpStatus.GONE, "LINK_EXPIRED", "This link has expired.");
            case JoinResult.InactiveLink inactive ->
                Answers.failure(HttpStatus.GONE, "LINK_INACTIVE", "This link is no longer active.");
            case JoinResult.NameTaken taken ->
                HttpResponse.status(HttpStatus.CONFLICT).body((Object) NameTakenBody.of(taken));
            case JoinResult.Full full ->
                Answers.failure(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "LINK_FULL",
                        "This link lets in " + full.maxConcurrentUsers() + " guests at a time, and they are here.");
        };
    }

    /// Goes on with a session, which comes in its header, or in the body as old clients send it.
    @Access(Who.ANYBODY)
    @Post("/refresh")
    @SecurityRequirement(name = "session")
    HttpResponse<?> refresh(HttpRequest<?> request, @Nullable @Body SessionBody body) {
        String session = Credentials.of(request.getHeaders()::get, Fields.NONE).session();
        if (session == null && body != null) {
            session = body.sessionToken();
        }
        if (session == null || session.isBlank()) {
            return Answers.accessFailure(HttpStatus.UNAUTHORIZED, "AUTH_REQUIRED", "Authentication required");
        }
        String address = clientAddress.of(request);
        Duration wait = tries.untilRoom(address, session);
        if (wait.isPositive()) {
            return Answers.triedTooOften(wait);
        }
        return switch (guests.refresh(session)) {
            case RefreshResult.Refreshed refreshed -> {
                tries.right(session);
                yield going(refreshed.guest());
            }
            case RefreshResult.UnknownSession unknown -> {
                Duration late = tries.wrong(address, session);
                yield late.isPositive()
                        ? Answers.triedTooOften(late)
                        : Answers.accessFailure(HttpStatus.UNAUTHORIZED, "AUTH_FAILED", "Invalid session token");
            }
            case RefreshResult.Refused(Guest.Admission why) ->
                Answers.failure(HttpStatus.GONE, "SESSION_OVER", sentence(why));
        };
    }

    /// Ends the guest's own session.
    @Post("/leave")
    @SecurityRequirement(name = "session")
    HttpResponse<?> leave(@Caller Verified caller) {
        if (!caller.id().isAnonymous()) {
            throw RefusedRequest.denied("Only a guest leaves this way.");
        }
        return HttpResponse.ok(
                Success.of(new LeftBody(edits.leaveAsGuest(caller.id().value()))));
    }

    private boolean isShown(ConversationId conversation, String key) {
        return !presence.online(conversation, name -> NameKey.of(name).equals(key), 1)
                .isEmpty();
    }

    private HttpResponse<?> entered(JoinResult.Joined joined) {
        Guest guest = joined.guest();
        tries.right(joined.sessionToken());
        return Answers.created(new JoinedBody(joined.sessionToken(), GuestBody.of(guest), talk(guest)));
    }

    private HttpResponse<?> going(Guest guest) {
        return HttpResponse.ok(Success.of(new RefreshedBody(GuestBody.of(guest), talk(guest))));
    }

    private @Nullable TalkBody talk(Guest guest) {
        Conversation conversation =
                conversations.conversation(guest.conversationId().toString());
        return conversation == null ? null : TalkBody.of(conversation);
    }

    private static JoinRequest checked(JoinRequest wish) {
        requireName("username", wish.username());
        requireName("firstName", wish.firstName());
        requireName("lastName", wish.lastName());
        String language = wish.language();
        if (language != null && language.length() > LONGEST_LANGUAGE) {
            throw RefusedRequest.invalid("language must not be longer than " + LONGEST_LANGUAGE + " characters.");
        }
        return wish;
    }

    private static void requireName(String field, @Nullable String value) {
        String problem = GuestName.problem(value);
        if (problem != null) {
            throw RefusedRequest.invalid(field + " " + problem);
        }
    }

    private static String sentence(Guest.Admission why) {
        return switch (why) {
            case EXPIRED_LINK -> "The link of this session has expired.";
            case INACTIVE_LINK -> "The link of this session is no longer active.";
            case CLOSED, ADMITTED -> "This session has ended.";
        };
    }

    record SessionBody(@Nullable String sessionToken) {
        @Override
        public String toString() {
            return "SessionBody[]";
        }
    }

    record LeftBody(boolean left) {}

    record JoinedBody(
            String sessionToken,
            GuestBody participant,
            @Nullable TalkBody conversation) {
        @Override
        public String toString() {
            return "JoinedBody[" + participant + "]";
        }
    }

    record RefreshedBody(GuestBody participant, @Nullable TalkBody conversation) {}

    record GuestBody(String id, String username, String displayName, String language, boolean isAnonymous) {
        static GuestBody of(Guest guest) {
            return new GuestBody(guest.id().toString(), guest.username(), guest.name(), guest.language(), true);
        }
    }

    record TalkBody(
            String id,
            String identifier,
            String type,
            @Nullable String title) {
        static TalkBody of(Conversation conversation) {
            return new TalkBody(
                    conversation.id().toString(), conversation.identifier(), conversation.type(), conversation.title());
        }
    }

    record NameTakenBody(boolean success, String error, String code, String suggestedNickname) {
        static NameTakenBody of(JoinResult.NameTaken taken) {
            return new NameTakenBody(
                    false, "Somebody here has this name already.", "NAME_TAKEN", taken.suggestedNickname());
        }
    }
}
