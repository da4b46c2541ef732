package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.audience.VisibilityRule;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.storage.Storage;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Presence of oneself and of those one shares a conversation with; nobody sees a stranger.
@Controller("/api/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "session")
final class UsersController {
    private static final int MOST_IDS = 200;

    private final Directory directory;
    private final LivePresence presence;
    private final ListReads reads;
    private final InstantSource clock;

    UsersController(Storage storage, LivePresence presence, ListReads reads, InstantSource clock) {
        this.directory = storage.lists().directory();
        this.reads = reads;
        this.presence = presence;
        this.clock = clock;
    }

    /// The caller's own profile and presence.
    @Get("/me")
    Success<SelfBody> me(@Caller Verified caller) {
        PresenceView view = view(caller.id());
        return Success.of(new SelfBody(
                caller.id().text(),
                caller.username(),
                caller.name(),
                caller.language(),
                caller.role(),
                caller.id().isAnonymous(),
                view != null && view.isOnline(),
                view == null ? null : view.lastSeen(),
                view == null ? null : view.lastActiveAt()));
    }

    /// The caller's own presence.
    @Get("/status")
    Success<StatusBody> status(@Caller Verified caller) {
        PresenceView view = view(caller.id());
        return Success.of(
                view == null
                        ? new StatusBody(false, null, null)
                        : new StatusBody(view.isOnline(), view.lastSeen(), view.lastActiveAt()));
    }

    /// Presence of up to 200 people, without those who share no conversation with the caller.
    @Get("/presence{?ids}")
    Success<PresencesBody> presence(@Caller Verified caller, @Nullable @QueryValue String ids) {
        Set<ParticipantId> asked = new LinkedHashSet<>();
        for (ObjectId id : parse(ids)) {
            asked.add(ParticipantId.registered(id));
            asked.add(ParticipantId.anonymous(id));
        }
        return reads.read(
                caller.id(),
                () -> Success.of(new PresencesBody(
                        presence.of(visible(caller.id(), asked)).stream()
                                .map(PresenceBody::of)
                                .toList(),
                        clock.instant())));
    }

    /// Presence of somebody who shares a conversation with the caller.
    @Get("/{id}")
    Success<PresenceBody> one(@Caller Verified caller, String id) {
        ObjectId value = ObjectId.tryParse(id);
        if (value == null) {
            throw RefusedRequest.invalid("The id of a user has 24 hexadecimal digits.");
        }
        Set<ParticipantId> asked = Set.of(ParticipantId.registered(value), ParticipantId.anonymous(value));
        return reads.read(caller.id(), () -> one(caller, asked));
    }

    private Success<PresenceBody> one(Verified caller, Set<ParticipantId> asked) {
        List<ParticipantId> visible = visible(caller.id(), asked);
        // Who does not exist and who is hidden get one answer.
        return (visible.isEmpty() ? List.<PresenceView>of() : presence.of(visible))
                .stream()
                        .findFirst()
                        .map(view -> Success.of(PresenceBody.of(view)))
                        .orElseThrow(() -> RefusedRequest.denied("You share no conversation with this user."));
    }

    private @Nullable PresenceView view(ParticipantId id) {
        return presence.of(List.of(id)).stream().findFirst().orElse(null);
    }

    private static List<ObjectId> parse(@Nullable String ids) {
        if (ids == null || ids.isBlank()) {
            throw RefusedRequest.invalid("ids is missing: give up to " + MOST_IDS + " user ids, separated by commas.");
        }
        String[] texts = ids.split(",", -1);
        if (texts.length > MOST_IDS) {
            throw RefusedRequest.invalid("ids holds " + texts.length + " ids: at most " + MOST_IDS + " are answered.");
        }
        List<ObjectId> parsed = new ArrayList<>();
        for (String text : texts) {
            ObjectId id = ObjectId.tryParse(text.strip());
            if (id == null) {
                throw RefusedRequest.invalid("ids must be user ids of 24 hexadecimal digits, separated by commas.");
            }
            parsed.add(id);
        }
        return parsed;
    }

    /// Those who exist and share a conversation with the caller, and the caller.
    private List<ParticipantId> visible(ParticipantId caller, Set<ParticipantId> asked) {
        Set<ParticipantId> all = new LinkedHashSet<>(asked);
        all.add(caller);
        Map<ParticipantId, Participant> found = directory.participants(all);
        Participant self = found.get(caller);
        return self == null
                ? List.of()
                : asked.stream().filter(id -> isSeen(self, found.get(id))).toList();
    }

    private static boolean isSeen(Participant viewer, @Nullable Participant other) {
        return other != null && VisibilityRule.maySee(viewer, other);
    }

    /// @param serverTime now, so that a client computes statuses with the clock of the server
    record PresencesBody(List<PresenceBody> users, Instant serverTime) {}

    /// The caller's own profile.
    ///
    /// @param username the account's own, unlike in presence
    /// @param displayName the name shown to others
    record SelfBody(
            String id,
            String username,
            String displayName,
            String language,
            String role,
            boolean isAnonymous,
            boolean isOnline,
            @Nullable Instant lastSeen,
            @Nullable Instant lastActiveAt) {}

    record StatusBody(
            boolean isOnline,
            @Nullable Instant lastSeen,
            @Nullable Instant lastActiveAt) {}
}
