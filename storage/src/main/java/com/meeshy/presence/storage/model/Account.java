package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import org.jspecify.annotations.Nullable;

/// A registered user.
///
/// @param role `USER` when the store has none
/// @param language the user's own language as a code, [#DEFAULT_LANGUAGE] when the store has none
/// @param active false once deactivated: such a user cannot sign in and is nobody's member
public record Account(
        ObjectId id,
        String username,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        String role,
        String language,
        boolean active) {
    public static final String DEFAULT_ROLE = "USER";
    public static final String DEFAULT_LANGUAGE = "fr";

    /// Few roles and languages are shared by all accounts.
    public Account {
        role = role.intern();
        language = language.intern();
    }

    /// The name on the wire (SPEC §4); never blank.
    public String name() {
        return PersonName.of(displayName, firstName, lastName, username, id);
    }

    public ParticipantId participant() {
        return ParticipantId.registered(id);
    }
}
