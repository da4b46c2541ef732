package com.meeshy.presence.storage.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.DirectoryEditor;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.imports.ImportKeys;
import com.meeshy.presence.storage.imports.ImportPlan;
import com.meeshy.presence.storage.imports.ImportReport;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.MemberChange;
import com.meeshy.presence.storage.model.UserChange;
import com.meeshy.presence.storage.model.UserPatch;
import com.mongodb.client.model.Updates;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Edits of documents that the host application may edit too: only the fields meant are set.
final class MongoDirectoryEditor implements DirectoryEditor {
    private final MongoTables tables;
    private final MongoImport imports;
    private final MongoMemberships memberships;
    private final InstantSource clock;
    private final UnaryOperator<String> keep;

    /// @param keep the form in which a new session token is stored
    MongoDirectoryEditor(MongoTables tables, InstantSource clock, UnaryOperator<String> keep) {
        this.tables = tables;
        this.clock = clock;
        this.keep = keep;
        this.memberships = new MongoMemberships(tables, clock);
        this.imports = new MongoImport(tables, memberships, clock);
    }

    /// Everything is checked before anything is written. Writing goes on from where it was when a broken import
    /// is repeated.
    @Override
    public ImportReport apply(ImportDocument document) {
        ImportPlan plan = ImportPlan.of(document, imports.stored(ImportKeys.of(document)), keep);
        return plan.report(imports.write(plan));
    }

    @Override
    public MemberChange putMember(ConversationId conversation, ObjectId userId, @Nullable String role) {
        MemberChange unknown = unknown(conversation, userId);
        if (unknown != null) {
            return unknown;
        }
        boolean added = !memberships.add(Map.of(conversation, Set.of(userId))).isEmpty();
        if (role != null) {
            tables.members().set(listing(conversation, userId), Updates.set("role", role));
        }
        return added ? MemberChange.ADDED : MemberChange.UNCHANGED;
    }

    @Override
    public MemberChange removeMember(ConversationId conversation, ObjectId userId) {
        Date now = Date.from(clock.instant());
        Bson listing = listing(conversation, userId);
        Bson ended = Updates.combine(Updates.set(MongoFields.IS_ACTIVE, false), Updates.set("leftAt", now));
        // All of them, should the user be listed more than once.
        if (tables.members().change(and(listing, MongoFields.ACTIVE), ended, and(listing, eq("leftAt", now)))) {
            return MemberChange.REMOVED;
        }
        MemberChange unknown = unknown(conversation, userId);
        return unknown == null ? MemberChange.UNCHANGED : unknown;
    }

    @Override
    public @Nullable UserChange patchUser(ObjectId userId, UserPatch patch) {
        List<Account> found = MongoAccounts.accounts(tables.users().these(List.of(userId), MongoAccounts.FIELDS));
        if (found.isEmpty()) {
            return null;
        }
        Account before = found.getFirst();
        Account after = patch.applied(before);
        List<Bson> changes = new ArrayList<>();
        if (patch.displayName() != null) {
            changes.add(Updates.set("displayName", after.displayName()));
        }
        if (patch.firstName() != null) {
            changes.add(Updates.set("firstName", after.firstName()));
        }
        if (patch.lastName() != null) {
            changes.add(Updates.set("lastName", after.lastName()));
        }
        if (patch.isActive() != null) {
            changes.add(Updates.set(MongoFields.IS_ACTIVE, after.active()));
        }
        if (!after.equals(before)) {
            tables.users().set(MongoFields.hasId(userId), Updates.combine(changes));
        }
        return new UserChange(before, after);
    }

    private @Nullable MemberChange unknown(ConversationId conversation, ObjectId userId) {
        if (!tables.conversations().exists(MongoFields.hasId(conversation.value()))) {
            return MemberChange.UNKNOWN_CONVERSATION;
        }
        return tables.users().exists(MongoFields.hasId(userId)) ? null : MemberChange.UNKNOWN_USER;
    }

    private static Bson listing(ConversationId conversation, ObjectId userId) {
        return and(eq("conversationId", MongoFields.bson(conversation)), eq("userId", MongoFields.bson(userId)));
    }
}
