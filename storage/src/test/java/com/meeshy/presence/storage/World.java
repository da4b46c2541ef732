package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import java.time.Instant;

/// A store under test, empty at first, with a clock of its own; and the few things a contract needs that no port
/// offers, because only the host application does them.
public interface World extends AutoCloseable {
    Storage storage();

    Instant now();

    void moveClockTo(Instant moment);

    /// Closes the store and opens it again on the same data, as after a restart.
    void reopen();

    /// A user as the oldest host applications wrote it: active, and no optional field at all.
    void putBareUser(ObjectId id, String username);

    /// Whether one user can be listed in one conversation twice.
    boolean holdsDuplicateMembers();

    /// Whether a hundred thousand people are a few seconds' work.
    boolean holdsCrowds();

    /// Lists an active member once more.
    void listMemberAgain(ConversationId conversation, ObjectId user);

    /// Lists somebody as an active member who does not exist.
    void listUnknownMember(ConversationId conversation, ObjectId user);

    @Override
    void close();
}
