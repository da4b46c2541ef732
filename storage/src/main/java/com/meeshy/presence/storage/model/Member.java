package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ParticipantId;

/// An active member of a conversation, with who it is.
public sealed interface Member {
    /// The role in a conversation that has none on record.
    String DEFAULT_ROLE = "MEMBER";

    ParticipantId id();

    String username();

    /// The name on the wire (SPEC §4); never blank.
    String name();

    String language();

    /// @param role in this conversation, not the account's; [#DEFAULT_ROLE] when the store has none
    record Registered(Account account, String role) implements Member {
        @Override
        public ParticipantId id() {
            return account.participant();
        }

        @Override
        public String username() {
            return account.username();
        }

        @Override
        public String name() {
            return account.name();
        }

        @Override
        public String language() {
            return account.language();
        }
    }

    /// A member through a share link.
    record Anonymous(Guest guest) implements Member {
        @Override
        public ParticipantId id() {
            return guest.participant();
        }

        @Override
        public String username() {
            return guest.username();
        }

        @Override
        public String name() {
            return guest.name();
        }

        @Override
        public String language() {
            return guest.language();
        }
    }
}
