package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.imports.ImportReport;
import com.meeshy.presence.storage.model.MemberChange;
import com.meeshy.presence.storage.model.UserChange;
import com.meeshy.presence.storage.model.UserPatch;
import org.jspecify.annotations.Nullable;

/// An administrator's edits. Each answers what really changed, so that live connections can be adjusted; each may be
/// repeated safely.
public interface DirectoryEditor {
    /// Creates or updates, by id, everything the document lists, as a whole or not at all. Presence is not touched.
    ///
    /// @throws InvalidImport with every problem found; nothing was written then
    ImportReport apply(ImportDocument document);

    /// Makes the user an active member, again if it once was one.
    ///
    /// @param role in the conversation; null leaves it as stored, or `MEMBER`
    /// @return [MemberChange#UNCHANGED] also when only the role changed
    MemberChange putMember(ConversationId conversation, ObjectId userId, @Nullable String role);

    /// Ends the user's membership; it is remembered as one that was.
    MemberChange removeMember(ConversationId conversation, ObjectId userId);

    /// @return null when there is no such user
    @Nullable
    UserChange patchUser(ObjectId userId, UserPatch patch);
}
