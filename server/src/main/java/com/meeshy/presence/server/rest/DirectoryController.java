package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.directory.DirectoryEdits;
import com.meeshy.presence.server.rest.Access.Who;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.imports.ImportReport;
import com.meeshy.presence.storage.imports.InvalidImport;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.MemberChange;
import com.meeshy.presence.storage.model.UserChange;
import com.meeshy.presence.storage.model.UserPatch;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edits of people, conversations and members by the host application or an administrator. Each takes effect on
/// live connections at once.
@Access(Who.ADMIN)
@Controller("/api/admin")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "adminKey")
final class DirectoryController {
    private static final int LONGEST_NAME = 200;

    private final Storage storage;
    private final DirectoryEdits edits;

    DirectoryController(Storage storage, DirectoryEdits edits) {
        this.storage = storage;
        this.edits = edits;
    }

    /// Adds and changes people, conversations, members and links; may be repeated.
    @Audited("import")
    @Post("/import")
    HttpResponse<?> apply(HttpRequest<?> request, @Body ImportDocument document) {
        try {
            ImportBody body = ImportBody.of(edits.apply(document));
            Audit.describe(request, body.toString());
            return HttpResponse.ok(Success.of(body));
        } catch (InvalidImport invalid) {
            return HttpResponse.badRequest(new InvalidImportBody(
                    false, String.valueOf(invalid.getMessage()), "INVALID_IMPORT", invalid.problems()));
        }
    }

    /// Makes a user a member of a conversation.
    @Audited("member-put")
    @Put("/conversations/{id}/members/{userId}")
    Success<MemberBody> put(String id, String userId, @Nullable @Body RoleBody role) {
        ConversationId conversation = conversation(id);
        ObjectId user = user(userId);
        return changed(conversation, user, edits.addMember(conversation, user, role == null ? null : role.role()));
    }

    /// Takes a user out of a conversation.
    @Audited("member-remove")
    @Delete("/conversations/{id}/members/{userId}")
    Success<MemberBody> remove(String id, String userId) {
        ConversationId conversation = conversation(id);
        ObjectId user = user(userId);
        return changed(conversation, user, edits.removeMember(conversation, user));
    }

    /// Changes names or activity of a user.
    @Audited("user-patch")
    @Patch("/users/{id}")
    Success<UserBody> patch(HttpRequest<?> request, String id, @Body UserPatch patch) {
        requireShort("displayName", patch.displayName());
        requireShort("firstName", patch.firstName());
        requireShort("lastName", patch.lastName());
        UserChange change = edits.patchUser(user(id), patch);
        if (change == null) {
            throw RefusedRequest.notFound("There is no such user.");
        }
        Audit.describe(request, "isActive=" + change.after().active());
        return Success.of(UserBody.of(change.after()));
    }

    /// Closes every connection of a user or guest.
    @Audited("disconnect")
    @Post("/users/{id}/disconnect")
    Success<DisconnectedBody> disconnect(HttpRequest<?> request, String id) {
        ObjectId value = user(id);
        ParticipantId participant;
        if (storage.accounts().account(value) != null) {
            participant = ParticipantId.registered(value);
        } else if (storage.guests().guest(value) != null) {
            participant = ParticipantId.anonymous(value);
        } else {
            throw RefusedRequest.notFound("There is no such user.");
        }
        int closed = edits.disconnect(participant);
        Audit.describe(request, "closed=" + closed);
        return Success.of(new DisconnectedBody(participant.text(), closed));
    }

    private static Success<MemberBody> changed(ConversationId conversation, ObjectId user, MemberChange change) {
        switch (change) {
            case UNKNOWN_CONVERSATION -> throw RefusedRequest.notFound("There is no such conversation.");
            case UNKNOWN_USER -> throw RefusedRequest.notFound("There is no such user.");
            case ADDED, REMOVED, UNCHANGED -> {}
        }
        return Success.of(new MemberBody(conversation.toString(), user.toString(), change != MemberChange.UNCHANGED));
    }

    private ConversationId conversation(String idOrIdentifier) {
        var conversation = storage.conversations().conversation(idOrIdentifier);
        if (conversation == null) {
            throw RefusedRequest.notFound("There is no such conversation.");
        }
        return conversation.id();
    }

    private static ObjectId user(String id) {
        ObjectId value = ObjectId.tryParse(id);
        if (value == null) {
            throw RefusedRequest.invalid("The id of a user has 24 hexadecimal digits.");
        }
        return value;
    }

    private static void requireShort(String field, @Nullable String value) {
        if (value != null && value.length() > LONGEST_NAME) {
            throw new RefusedRequest(
                    HttpStatus.BAD_REQUEST,
                    "INVALID_REQUEST",
                    field + " must not be longer than " + LONGEST_NAME + " characters.");
        }
    }

    record RoleBody(@Nullable String role) {}

    record MemberBody(String conversationId, String userId, boolean changed) {}

    record DisconnectedBody(String userId, int connectionsClosed) {}

    record UserBody(String id, String username, String displayName, String role, String language, boolean isActive) {
        static UserBody of(Account account) {
            return new UserBody(
                    account.id().toString(),
                    account.username(),
                    account.name(),
                    account.role(),
                    account.language(),
                    account.active());
        }
    }

    record ImportBody(
            ImportReport.Tally users,
            ImportReport.Tally conversations,
            ImportReport.Tally shareLinks,
            ImportReport.Tally anonymousParticipants,
            int membersAdded) {
        static ImportBody of(ImportReport report) {
            return new ImportBody(
                    report.users(),
                    report.conversations(),
                    report.shareLinks(),
                    report.anonymousParticipants(),
                    report.membersAdded());
        }
    }

    record InvalidImportBody(boolean success, String error, String code, List<InvalidImport.Problem> problems) {}
}
