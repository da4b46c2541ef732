package com.meeshy.presence.storage.imports;

import static com.meeshy.presence.storage.model.Nickname.blankToNull;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.GuestSession;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.ShareLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One pass over an import document: turns what is well-formed into entities, notes what is not, and compares
/// with what is stored.
final class ImportCheck {
    private final ImportDocument document;
    private final UnaryOperator<String> keep;
    private final ImportFields fields = new ImportFields();

    private final Map<ObjectId, Account> storedUsers;
    private final Map<ObjectId, Conversation> storedConversations;
    private final Map<ObjectId, ShareLink> storedLinks;
    private final Map<ObjectId, GuestSession> storedGuests;

    private final Map<ObjectId, Account> users = new LinkedHashMap<>();
    private final Map<ObjectId, Conversation> conversations = new LinkedHashMap<>();
    private final Map<ObjectId, ShareLink> links = new LinkedHashMap<>();
    private final Map<ObjectId, GuestSession> guests = new LinkedHashMap<>();
    private final Map<ConversationId, Set<ObjectId>> members = new LinkedHashMap<>();

    ImportCheck(ImportDocument document, StoredEntities stored, UnaryOperator<String> keep) {
        this.document = document;
        this.keep = keep;
        this.storedUsers = byId(stored.users(), Account::id);
        this.storedConversations = byId(stored.conversations(), one -> one.id().value());
        this.storedLinks = byId(stored.shareLinks(), ShareLink::id);
        this.storedGuests = byId(stored.guests(), one -> one.guest().id());
    }

    ImportPlan plan() {
        checkUsers();
        checkConversations();
        checkLinks();
        checkGuests();
        fields.throwIfAny();
        return new ImportPlan(
                changes(users, storedUsers),
                changes(conversations, storedConversations),
                changes(links, storedLinks),
                changes(guests, storedGuests),
                members);
    }

    private void checkUsers() {
        ImportFields.Unique usernames = fields.new Unique();
        storedUsers.values().forEach(user -> usernames.stored(user.username(), user.id()));
        each("users", document.users(), (path, user) -> {
            ObjectId id = fields.ownId(path + ".id", user.id(), users);
            String username = usernames.claim(path + ".username", user.username(), id);
            if (id == null || username == null) {
                return;
            }
            Account before = storedUsers.get(id);
            users.put(
                    id,
                    new Account(
                            id,
                            username,
                            blankToNull(user.displayName()),
                            blankToNull(user.firstName()),
                            blankToNull(user.lastName()),
                            textOr(user.role(), Account.DEFAULT_ROLE),
                            textOr(user.language(), Account.DEFAULT_LANGUAGE),
                            flagOr(user.isActive(), before == null || before.active())));
        });
    }

    private void checkConversations() {
        ImportFields.Unique identifiers = fields.new Unique();
        storedConversations
                .values()
                .forEach(one -> identifiers.stored(one.identifier(), one.id().value()));
        each("conversations", document.conversations(), (path, talk) -> {
            ObjectId id = fields.ownId(path + ".id", talk.id(), conversations);
            String identifier = identifiers.claim(path + ".identifier", talk.identifier(), id);
            Set<ObjectId> listed = checkMembers(path + ".members", talk.members());
            if (id == null || identifier == null) {
                return;
            }
            Conversation before = storedConversations.get(id);
            ConversationId conversation = new ConversationId(id);
            members.put(conversation, listed);
            conversations.put(
                    id,
                    new Conversation(
                            conversation,
                            identifier,
                            textOr(talk.type(), Conversation.DEFAULT_TYPE),
                            blankToNull(talk.title()),
                            flagOr(talk.isActive(), before == null || before.active()),
                            before == null ? null : before.lastMessageAt()));
        });
    }

    private Set<ObjectId> checkMembers(String list, @Nullable List<@Nullable String> listed) {
        Set<ObjectId> checked = new LinkedHashSet<>();
        if (listed == null) {
            return checked;
        }
        for (int i = 0; i < listed.size(); i++) {
            String path = list + "[" + i + "]";
            ObjectId id = fields.id(path, listed.get(i));
            if (id == null) {
                continue;
            }
            if (!users.containsKey(id) && !storedUsers.containsKey(id)) {
                fields.problem(path, "names an unknown user: list " + id + " under users, or leave it out");
            }
            checked.add(id);
        }
        return checked;
    }

    private void checkLinks() {
        ImportFields.Unique linkIds = fields.new Unique();
        storedLinks.values().forEach(link -> linkIds.stored(link.linkId(), link.id()));
        each("shareLinks", document.shareLinks(), (path, link) -> {
            ObjectId id = fields.ownId(path + ".id", link.id(), links);
            String linkId = linkIds.claim(path + ".linkId", link.linkId(), id);
            ObjectId conversation = checkConversationOf(path + ".conversationId", link);
            Integer max = link.maxConcurrentUsers();
            if (max != null && max < 1) {
                fields.problem(path + ".maxConcurrentUsers", "must be at least 1, or null for no limit");
            }
            Instant expiresAt = fields.moment(path + ".expiresAt", link.expiresAt());
            if (id == null || linkId == null || conversation == null) {
                return;
            }
            ShareLink before = storedLinks.get(id);
            links.put(
                    id,
                    new ShareLink(
                            id,
                            linkId,
                            blankToNull(link.identifier()),
                            new ConversationId(conversation),
                            flagOr(link.isActive(), before == null || before.active()),
                            expiresAt,
                            max));
        });
    }

    private @Nullable ObjectId checkConversationOf(String path, ImportDocument.Link link) {
        ObjectId id = fields.id(path, link.conversationId());
        if (id != null && !conversations.containsKey(id) && !storedConversations.containsKey(id)) {
            fields.problem(path, "names an unknown conversation: list " + id + " under conversations");
        }
        return id;
    }

    private void checkGuests() {
        // By their hashes, since a stored one may be nothing else.
        ImportFields.Unique sessionTokens = fields.new Unique(SessionToken::hashed);
        storedGuests
                .values()
                .forEach(one -> sessionTokens.stored(hash(one), one.guest().id()));
        each("anonymousParticipants", document.anonymousParticipants(), (path, visitor) -> {
            ObjectId id = fields.ownId(path + ".id", visitor.id(), guests);
            String token = fields.sessionToken(path + ".sessionToken", visitor.sessionToken());
            token = token == null ? null : sessionTokens.claim(path + ".sessionToken", token, id);
            String username = fields.required(path + ".username", visitor.username());
            ShareLink link = linkOf(path + ".shareLinkId", visitor);
            if (id == null || token == null || username == null || link == null) {
                return;
            }
            GuestSession before = storedGuests.get(id);
            Guest guest = new Guest(
                    id,
                    link.conversationId(),
                    link.id(),
                    username,
                    blankToNull(visitor.firstName()),
                    blankToNull(visitor.lastName()),
                    textOr(visitor.language(), Account.DEFAULT_LANGUAGE),
                    flagOr(visitor.isActive(), before == null || before.guest().active()),
                    link.active(),
                    link.expiresAt());
            guests.put(id, new GuestSession(guest, form(before, token)));
        });
    }

    /// A session that is known stays in the form it has.
    private String form(@Nullable GuestSession before, String token) {
        return before != null && SessionToken.isOf(before.sessionToken(), token)
                ? before.sessionToken()
                : keep.apply(token);
    }

    private static String hash(GuestSession stored) {
        String token = stored.sessionToken();
        return SessionToken.isHashed(token) ? token : SessionToken.hashed(token);
    }

    private @Nullable ShareLink linkOf(String path, ImportDocument.Visitor visitor) {
        ObjectId id = fields.id(path, visitor.shareLinkId());
        if (id == null) {
            return null;
        }
        ShareLink link = links.getOrDefault(id, storedLinks.get(id));
        if (link == null) {
            fields.problem(path, "names an unknown share link: list " + id + " under shareLinks");
        }
        return link;
    }

    private interface Entry<T> {
        void check(String path, T entry);
    }

    private <T> void each(String list, @Nullable List<@Nullable T> entries, Entry<T> check) {
        if (entries == null) {
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            String path = list + "[" + i + "]";
            T entry = entries.get(i);
            if (entry == null) {
                fields.problem(path, "is null: leave the entry out");
            } else {
                check.check(path, entry);
            }
        }
    }

    private static <T> Map<ObjectId, T> byId(List<T> entities, Function<T, ObjectId> id) {
        return entities.stream().collect(Collectors.toMap(id, Function.identity(), (first, _) -> first));
    }

    private static <T> ImportPlan.Changes<T> changes(Map<ObjectId, T> wanted, Map<ObjectId, T> stored) {
        List<T> toWrite = new ArrayList<>();
        int created = 0;
        for (Map.Entry<ObjectId, T> entry : wanted.entrySet()) {
            T before = stored.get(entry.getKey());
            if (!entry.getValue().equals(before)) {
                toWrite.add(entry.getValue());
                created += before == null ? 1 : 0;
            }
        }
        int unchanged = wanted.size() - toWrite.size();
        return new ImportPlan.Changes<>(toWrite, new ImportReport.Tally(created, toWrite.size() - created, unchanged));
    }

    private static String textOr(@Nullable String text, String missing) {
        String value = blankToNull(text);
        return value == null ? missing : value;
    }

    private static boolean flagOr(@Nullable Boolean flag, boolean missing) {
        return flag == null ? missing : flag;
    }
}
