package com.meeshy.presence.storage.coalescing;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Directory;
import com.meeshy.presence.core.port.NodeLeases;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.port.PresenceCounts;
import com.meeshy.presence.core.port.PresenceStore;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.Conversations;
import com.meeshy.presence.storage.DirectoryEditor;
import com.meeshy.presence.storage.Guests;
import com.meeshy.presence.storage.Messages;
import com.meeshy.presence.storage.RevokedTokens;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.Member;
import com.meeshy.presence.storage.model.MemberQuery;
import com.meeshy.presence.storage.model.Membership;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.RefreshResult;
import com.meeshy.presence.storage.model.ShareLink;
import com.meeshy.presence.storage.model.StoredMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store whose reads are counted, whatever the database: each call that only reads is one round trip.
public final class CountedStorage implements Storage {
    private final Storage storage;
    private final LongAdder reads;

    public CountedStorage(Storage storage) {
        this(storage, new LongAdder());
    }

    private CountedStorage(Storage storage, LongAdder reads) {
        this.storage = storage;
        this.reads = reads;
    }

    @Override
    public Storage snapshots() {
        return new CountedStorage(storage.snapshots(), reads);
    }

    @Override
    public Storage lists() {
        return new CountedStorage(storage.lists(), reads);
    }

    /// Reads so far, also those that failed.
    public long reads() {
        return reads.sum();
    }

    private <T extends @Nullable Object> T read(Supplier<T> query) {
        reads.increment();
        return query.get();
    }

    @Override
    public PresenceStore presence() {
        return new Presences(storage.presence());
    }

    @Override
    public Directory directory() {
        return new People(storage.directory());
    }

    @Override
    public NodeLeases leases() {
        return new Leases(storage.leases());
    }

    @Override
    public Accounts accounts() {
        return new Users(storage.accounts());
    }

    @Override
    public Guests guests() {
        return new Visitors(storage.guests());
    }

    @Override
    public Conversations conversations() {
        return new Talks(storage.conversations());
    }

    @Override
    public Messages messages() {
        return new Texts(storage.messages());
    }

    @Override
    public DirectoryEditor editor() {
        return storage.editor();
    }

    @Override
    public RevokedTokens revokedTokens() {
        return storage.revokedTokens();
    }

    @Override
    public void close() {
        storage.close();
    }

    private final class Presences implements PresenceStore {
        private final PresenceStore store;

        private Presences(PresenceStore store) {
            this.store = store;
        }

        @Override
        public Map<ParticipantId, StoredPresence> load(Collection<ParticipantId> ids) {
            return read(() -> store.load(ids));
        }

        @Override
        public void write(Collection<StoredPresence> states) {
            store.write(states);
        }

        @Override
        public int setBack(Instant latest, Instant now) {
            return store.setBack(latest, now);
        }

        @Override
        public List<StoredPresence> onlineAndIdleSince(Instant cutoff, int limit) {
            return read(() -> store.onlineAndIdleSince(cutoff, limit));
        }

        @Override
        public List<StoredPresence> online(@Nullable ParticipantId after, int limit) {
            return read(() -> store.online(after, limit));
        }

        @Override
        public PresenceCounts counts() {
            return read(store::counts);
        }
    }

    private final class People implements Directory {
        private final Directory directory;

        private People(Directory directory) {
            this.directory = directory;
        }

        @Override
        public Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids) {
            return read(() -> directory.participants(ids));
        }

        @Override
        public Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations) {
            return read(() -> directory.members(conversations));
        }
    }

    private final class Leases implements NodeLeases {
        private final NodeLeases leases;

        private Leases(NodeLeases leases) {
            this.leases = leases;
        }

        @Override
        public void renew(NodeId node, Instant at) {
            leases.renew(node, at);
        }

        @Override
        public void release(NodeId node) {
            leases.release(node);
        }

        @Override
        public Map<NodeId, Instant> all() {
            return read(leases::all);
        }
    }

    private final class Users implements Accounts {
        private final Accounts accounts;

        private Users(Accounts accounts) {
            this.accounts = accounts;
        }

        @Override
        public @Nullable Account account(ObjectId id) {
            return read(() -> accounts.account(id));
        }

        @Override
        public @Nullable Account accountByUsername(String username) {
            return read(() -> accounts.accountByUsername(username));
        }

        @Override
        public List<Account> accounts(Collection<ObjectId> ids) {
            return read(() -> accounts.accounts(ids));
        }

        @Override
        public List<Account> accountsByUsernamePrefix(String prefix, int limit) {
            return read(() -> accounts.accountsByUsernamePrefix(prefix, limit));
        }
    }

    private final class Visitors implements Guests {
        private final Guests guests;

        private Visitors(Guests guests) {
            this.guests = guests;
        }

        @Override
        public @Nullable Guest guestBySession(String sessionToken) {
            return read(() -> guests.guestBySession(sessionToken));
        }

        @Override
        public Map<String, Guest> guestsBySession(Collection<String> sessionTokens) {
            return read(() -> guests.guestsBySession(sessionTokens));
        }

        @Override
        public @Nullable Guest guest(ObjectId guestId) {
            return read(() -> guests.guest(guestId));
        }

        @Override
        public List<Guest> guests(Collection<ObjectId> ids) {
            return read(() -> guests.guests(ids));
        }

        @Override
        public @Nullable ShareLink link(String linkIdOrIdentifier) {
            return read(() -> guests.link(linkIdOrIdentifier));
        }

        @Override
        public JoinResult join(String linkIdOrIdentifier, JoinRequest request, NamesConnected connected) {
            return guests.join(linkIdOrIdentifier, request, connected);
        }

        @Override
        public RefreshResult refresh(String sessionToken) {
            return guests.refresh(sessionToken);
        }

        @Override
        public boolean leave(ObjectId guestId) {
            return guests.leave(guestId);
        }

        @Override
        public List<Guest> closeIdle(Instant idleSince, Predicate<ParticipantId> live) {
            return guests.closeIdle(idleSince, live);
        }

        @Override
        public List<ShareLink> deactivateExpiredLinks(Instant now) {
            return guests.deactivateExpiredLinks(now);
        }
    }

    private final class Talks implements Conversations {
        private final Conversations conversations;

        private Talks(Conversations conversations) {
            this.conversations = conversations;
        }

        @Override
        public @Nullable Conversation conversation(String idOrIdentifier) {
            return read(() -> conversations.conversation(idOrIdentifier));
        }

        @Override
        public List<Conversation> of(ParticipantId member, int limit) {
            return read(() -> conversations.of(member, limit));
        }

        @Override
        public Map<ConversationId, Integer> sizes(Collection<ConversationId> asked) {
            return read(() -> conversations.sizes(asked));
        }

        @Override
        public Membership membership(ConversationId conversation, ParticipantId participant) {
            return read(() -> conversations.membership(conversation, participant));
        }

        @Override
        public Set<ConversationId> globals() {
            return read(conversations::globals);
        }

        @Override
        public List<Member> members(ConversationId conversation, MemberQuery query) {
            return read(() -> conversations.members(conversation, query));
        }
    }

    private final class Texts implements Messages {
        private final Messages messages;

        private Texts(Messages messages) {
            this.messages = messages;
        }

        @Override
        public StoredMessage store(NewMessage message) {
            return messages.store(message);
        }

        @Override
        public List<StoredMessage> recent(ConversationId conversation, int limit) {
            return read(() -> messages.recent(conversation, limit));
        }
    }
}
