package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.live.membership.MembershipCheck;
import com.meeshy.presence.live.view.LivePresence;
import com.meeshy.presence.server.config.PresenceSettings;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.Lookups;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.ConversationSizes;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberQuery;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conversations with the presence of their members.
@Controller("/api/conversations")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "session")
final class ConversationsController {
    private static final int MOST_CONVERSATIONS = 1_000;
    private static final int MOST_PARTICIPANTS = 1_000;
    private static final int USUAL_PARTICIPANTS = 100;
    private static final int LONGEST_SEARCH = 100;

    private final Conversations conversations;
    private final ConversationSizes sizes;
    private final Rosters rosters;
    private final MembershipCheck members;
    private final LivePresence presence;
    private final ListReads reads;
    private final InstantSource clock;

    ConversationsController(
            Storage storage, LivePresence presence, ListReads reads, PresenceSettings settings, InstantSource clock) {
        Lookups lists = storage.lists();
        this.conversations = lists.conversations();
        this.sizes = new ConversationSizes(conversations);
        this.rosters = new Rosters(lists.directory(), sizes, presence, settings.largeConversation());
        this.members = new MembershipCheck(conversations);
        this.presence = presence;
        this.reads = reads;
        this.clock = clock;
    }

    /// The caller's conversations, those with the latest messages first, with the presence of their members.
    @Get
    Success<ConversationsBody> list(@Caller Verified caller) {
        return reads.read(
                caller.id(),
                () -> Success.of(new ConversationsBody(bodies(conversations.of(caller.id(), MOST_CONVERSATIONS)))));
    }

    /// One conversation, named by its id or its identifier.
    @Get("/{id}")
    Success<ConversationBody> one(@Caller Verified caller, String id) {
        return reads.read(
                caller.id(),
                () -> Success.of(bodies(List.of(conversation(id, caller))).getFirst()));
    }

    /// Members and guests of a conversation, with their presence.
    @Get("/{id}/participants{?onlineOnly,search,limit}")
    Success<ParticipantsBody> participants(
            @Caller Verified caller,
            String id,
            @Nullable @QueryValue Boolean onlineOnly,
            @Nullable @QueryValue String search,
            @Nullable @QueryValue Integer limit) {
        int atMost = limit == null ? USUAL_PARTICIPANTS : limit;
        if (atMost < 1 || atMost > MOST_PARTICIPANTS) {
            throw RefusedRequest.invalid("limit must be between 1 and " + MOST_PARTICIPANTS + ".");
        }
        if (search != null && search.length() > LONGEST_SEARCH) {
            throw RefusedRequest.invalid("search must not be longer than " + LONGEST_SEARCH + " characters.");
        }
        String wanted = search == null || search.isBlank() ? null : search.strip();
        return reads.read(caller.id(), () -> {
            ConversationId conversation = conversation(id, caller).id();
            List<Member> members = Boolean.TRUE.equals(onlineOnly)
                    ? online(conversation, wanted, atMost)
                    : members(conversation, wanted, atMost);
            Map<ParticipantId, PresenceView> views = presence
                    .of(members.stream().map(Member::id).toList())
                    .stream()
                    .collect(Collectors.toMap(PresenceView::id, Function.identity()));
            return Success.of(new ParticipantsBody(
                    members.stream()
                            .map(member -> ParticipantBody.of(member, views.get(member.id())))
                            .toList(),
                    clock.instant()));
        });
    }

    private Conversation conversation(String idOrIdentifier, Verified caller) {
        if (!MembershipCheck.isName(idOrIdentifier)) {
            throw RefusedRequest.invalid("conversationId is missing: give the id or the identifier of a conversation.");
        }
        Conversation usable = members.check(idOrIdentifier, caller.id()).usable();
        if (usable == null) {
            throw RefusedRequest.denied("You are not a member of this conversation.");
        }
        return usable;
    }

    /// In a crowd the store finds beginnings of names; whoever is here now is found by any part of the name.
    private List<Member> members(ConversationId conversation, @Nullable String search, int limit) {
        MemberQuery query = new MemberQuery(search, null, limit);
        List<Member> found = conversations.members(conversation, query);
        if (search == null || found.size() == limit || !isCrowd(conversation)) {
            return found;
        }
        Map<ParticipantId, Member> all = new HashMap<>();
        found.forEach(member -> all.put(member.id(), member));
        online(conversation, search, limit).forEach(member -> all.put(member.id(), member));
        return query.select(all.values());
    }

    /// Who is here is known without the store, which then says who of them is a member still.
    private List<Member> online(ConversationId conversation, @Nullable String search, int limit) {
        boolean isMany = presence.onlineCount(conversation) > MemberQuery.CROWD;
        Predicate<String> name = isMany && search != null ? named(search) : any -> true;
        Set<ParticipantId> here = presence.online(conversation, name, isMany ? limit : MemberQuery.CROWD).stream()
                .map(PresenceView::id)
                .collect(Collectors.toUnmodifiableSet());
        return conversations.members(conversation, new MemberQuery(search, here, limit));
    }

    private static Predicate<String> named(String search) {
        String part = search.toLowerCase(Locale.ROOT);
        return name -> name.toLowerCase(Locale.ROOT).contains(part);
    }

    private boolean isCrowd(ConversationId conversation) {
        return sizes.of(List.of(conversation)).getOrDefault(conversation, 0) > MemberQuery.CROWD;
    }

    private List<ConversationBody> bodies(List<Conversation> found) {
        Map<ConversationId, Rosters.Roster> all = rosters.of(found);
        List<ConversationBody> bodies = new ArrayList<>();
        for (Conversation conversation : found) {
            Rosters.Roster roster = all.get(conversation.id());
            if (roster != null) {
                bodies.add(ConversationBody.of(conversation, roster));
            }
        }
        return bodies;
    }

    record ConversationsBody(List<ConversationBody> conversations) {}

    /// @param memberCount of more than 1 000 members as counted within the last minute, deactivated ones included
    /// @param members with their presence; of a large conversation only those online
    record ConversationBody(
            String id,
            String identifier,
            String type,
            @Nullable String title,
            @Nullable Instant lastMessageAt,
            int memberCount,
            int onlineCount,
            List<PresenceBody> members) {
        static ConversationBody of(Conversation conversation, Rosters.Roster roster) {
            return new ConversationBody(
                    conversation.id().toString(),
                    conversation.identifier(),
                    conversation.type(),
                    conversation.title(),
                    conversation.lastMessageAt(),
                    roster.memberCount(),
                    roster.onlineCount(),
                    roster.shown().stream().map(PresenceBody::of).toList());
        }
    }

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
