package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.server.authentication.Verified;
import com.meeshy.presence.server.config.PresenceSettings;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.server.store.Conversation;
import com.meeshy.presence.server.store.Conversations;
import com.meeshy.presence.server.store.Member;
import com.meeshy.presence.server.store.MemberQuery;
import com.meeshy.presence.server.store.Roster;
import com.meeshy.presence.server.store.Storage;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conversations with the presence of their members.
@Controller("/api/conversations")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "session")
final class ConversationsController {
    private static final int MOST_PARTICIPANTS = 1_000;
    private static final int USUAL_PARTICIPANTS = 100;
    private static final int LONGEST_SEARCH = 100;

    private final Conversations conversations;
    private final MemberDoor door;
    private final LivePresence presence;
    private final int largeConversation;
    private final InstantSource clock;

    ConversationsController(Storage storage, LivePresence presence, PresenceSettings settings, InstantSource clock) {
        this.conversations = storage.conversations();
        this.door = new MemberDoor(storage.conversations());
        this.presence = presence;
        this.largeConversation = settings.largeConversation();
        this.clock = clock;
    }

    /// The caller's conversations, with the presence of their members.
    @Get
    Success<ConversationsBody> list(@Caller Verified caller) {
        List<Roster> rosters = conversations.rosters(caller.id());
        Set<ParticipantId> everybody = new HashSet<>();
        rosters.forEach(roster -> everybody.addAll(shown(roster)));
        Map<ParticipantId, PresenceView> views = views(everybody);
        return Success.of(new ConversationsBody(
                rosters.stream().map(roster -> body(roster, views)).toList()));
    }

    /// One conversation, named by its id or its identifier.
    @Get("/{id}")
    Success<ConversationBody> one(@Caller Verified caller, String id) {
        Conversation conversation = door.enter(id, caller.id());
        Set<ParticipantId> members = memberIds(conversation.id());
        Roster roster = new Roster(conversation, members);
        return Success.of(body(roster, views(shown(roster))));
    }

    /// Members and guests of a conversation, with their presence.
    @Get("/{id}/participants{?onlineOnly,search,limit}")
    Success<ParticipantsBody> participants(
            @Caller Verified caller,
            String id,
            @Nullable @QueryValue Boolean onlineOnly,
            @Nullable @QueryValue String search,
            @Nullable @QueryValue Integer limit) {
        Conversation conversation = door.enter(id, caller.id());
        int atMost = limit == null ? USUAL_PARTICIPANTS : limit;
        if (atMost < 1 || atMost > MOST_PARTICIPANTS) {
            throw RefusedRequest.invalid("limit must be between 1 and " + MOST_PARTICIPANTS + ".");
        }
        if (search != null && search.length() > LONGEST_SEARCH) {
            throw RefusedRequest.invalid("search must not be longer than " + LONGEST_SEARCH + " characters.");
        }
        Set<ParticipantId> among = Boolean.TRUE.equals(onlineOnly) ? online(memberIds(conversation.id())) : null;
        String wanted = search == null || search.isBlank() ? null : search.strip();
        List<Member> members = conversations.members(conversation.id(), new MemberQuery(wanted, among, atMost));
        Map<ParticipantId, PresenceView> views =
                views(members.stream().map(Member::id).toList());
        return Success.of(new ParticipantsBody(
                members.stream()
                        .map(member -> ParticipantBody.of(member, views.get(member.id())))
                        .toList(),
                clock.instant()));
    }

    private Set<ParticipantId> memberIds(ConversationId id) {
        return conversations.members(id, MemberQuery.everybody()).stream()
                .map(Member::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Of a large conversation only those who are there now, and not all of them (decision 0023).
    private Set<ParticipantId> shown(Roster roster) {
        if (roster.members().size() <= largeConversation) {
            return roster.members();
        }
        return roster.members().stream()
                .filter(presence::isOnline)
                .limit(largeConversation)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<ParticipantId> online(Set<ParticipantId> members) {
        return members.stream().filter(presence::isOnline).collect(Collectors.toUnmodifiableSet());
    }

    private Map<ParticipantId, PresenceView> views(Collection<ParticipantId> ids) {
        return presence.of(ids).stream().collect(Collectors.toMap(PresenceView::id, Function.identity()));
    }

    private ConversationBody body(Roster roster, Map<ParticipantId, PresenceView> views) {
        List<PresenceBody> members = shown(roster).stream()
                .map(views::get)
                .filter(view -> view != null)
                .map(PresenceBody::of)
                .toList();
        Conversation conversation = roster.conversation();
        return new ConversationBody(
                conversation.id().toString(),
                conversation.identifier(),
                conversation.type(),
                conversation.title(),
                conversation.lastMessageAt(),
                roster.members().size(),
                online(roster.members()).size(),
                members);
    }

    record ConversationsBody(List<ConversationBody> conversations) {}

    /// @param members with their presence; of a large conversation only those online
    record ConversationBody(
            String id,
            String identifier,
            String type,
            @Nullable String title,
            @Nullable Instant lastMessageAt,
            int memberCount,
            int onlineCount,
            List<PresenceBody> members) {}

    /// @param serverTime now, so that a client computes statuses with the clock of the server
    record ParticipantsBody(List<ParticipantBody> participants, Instant serverTime) {}

    /// @param username the name shown to others, as in every event
    /// @param accountName the account's or the guest's own
    /// @param role in the conversation; `ANONYMOUS` for a guest
    record ParticipantBody(
            String userId,
            String username,
            String accountName,
            String role,
            String language,
            boolean isAnonymous,
            boolean isOnline,
            @Nullable Instant lastActiveAt,
            @Nullable Instant lastSeen,
            long version) {
        static ParticipantBody of(Member member, @Nullable PresenceView view) {
            return new ParticipantBody(
                    member.id().text(),
                    member.name(),
                    member.username(),
                    switch (member) {
                        case Member.Registered registered -> registered.role();
                        case Member.Anonymous guest -> Verified.GUEST_ROLE;
                    },
                    member.language(),
                    member.id().isAnonymous(),
                    view != null && view.isOnline(),
                    view == null ? null : view.lastActiveAt(),
                    view == null ? null : view.lastSeen(),
                    view == null ? 0 : view.version());
        }
    }
}
