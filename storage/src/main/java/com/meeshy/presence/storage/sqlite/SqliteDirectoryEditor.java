package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.DirectoryEditor;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.imports.ImportKeys;
import com.meeshy.presence.storage.imports.ImportPlan;
import com.meeshy.presence.storage.imports.ImportReport;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.MemberChange;
import com.meeshy.presence.storage.model.SessionToken;
import com.meeshy.presence.storage.model.UserChange;
import com.meeshy.presence.storage.model.UserPatch;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edits, each one write: checked against and applied to the same state.
final class SqliteDirectoryEditor implements DirectoryEditor {
    private static final String IS_CONVERSATION = "SELECT 1 FROM Conversation WHERE id = ?";

    private static final String END_MEMBERSHIP = """
            UPDATE ConversationMember SET isActive = 0, leftAt = ?
            WHERE conversationId = ? AND userId = ? AND isActive = 1""";

    private static final String SET_ROLE =
            "UPDATE ConversationMember SET role = ? WHERE conversationId = ? AND userId = ?";

    private static final String PATCH =
            "UPDATE User SET displayName = ?, firstName = ?, lastName = ?, isActive = ? WHERE id = ?";

    private final SqliteAccess database;
    private final InstantSource clock;

    SqliteDirectoryEditor(SqliteAccess database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public ImportReport apply(ImportDocument document) {
        ImportKeys keys = ImportKeys.of(document);
        return database.write(session -> {
            ImportPlan plan = ImportPlan.of(document, ImportRows.stored(session, keys), SessionToken::hashed);
            return plan.report(ImportRows.write(session, plan, clock.instant()));
        });
    }

    @Override
    public MemberChange putMember(ConversationId conversation, ObjectId userId, @Nullable String role) {
        return database.write(session -> {
            MemberChange unknown = unknown(session, conversation, userId);
            if (unknown != null) {
                return unknown;
            }
            boolean added = ImportRows.addMember(session, conversation, userId);
            if (role != null) {
                session.change(SET_ROLE, role, conversation, userId);
            }
            return added ? MemberChange.ADDED : MemberChange.UNCHANGED;
        });
    }

    @Override
    public MemberChange removeMember(ConversationId conversation, ObjectId userId) {
        Instant now = clock.instant();
        return database.write(session -> {
            if (session.change(END_MEMBERSHIP, now, conversation, userId) > 0) {
                return MemberChange.REMOVED;
            }
            MemberChange unknown = unknown(session, conversation, userId);
            return unknown == null ? MemberChange.UNCHANGED : unknown;
        });
    }

    @Override
    public @Nullable UserChange patchUser(ObjectId userId, UserPatch patch) {
        return database.<@Nullable UserChange>write(session -> {
            Account before = user(session, userId);
            if (before == null) {
                return null;
            }
            Account after = patch.applied(before);
            if (!after.equals(before)) {
                session.change(PATCH, after.displayName(), after.firstName(), after.lastName(), after.active(), userId);
                SqliteNames.write(session, after);
            }
            return new UserChange(before, after);
        });
    }

    private static @Nullable MemberChange unknown(SqliteSession session, ConversationId conversation, ObjectId userId)
            throws SQLException {
        if (!session.exists(IS_CONVERSATION, conversation)) {
            return MemberChange.UNKNOWN_CONVERSATION;
        }
        return user(session, userId) == null ? MemberChange.UNKNOWN_USER : null;
    }

    private static @Nullable Account user(SqliteSession session, ObjectId userId) throws SQLException {
        List<Account> found = SqliteAccounts.these(session, List.of(userId));
        return found.isEmpty() ? null : found.getFirst();
    }
}
