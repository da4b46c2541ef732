package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.storage.coalescing.ReadLane;

/// The collections by the names of the host application's models, and three small ones of our own, whose names
/// begin with `Presence`.
///
/// @param nodes signs of life of the gateway's nodes
/// @param doors who was let in last, one document per conversation
/// @param revoked tokens not believed any more
record MongoTables(
        MongoTable users,
        MongoTable guests,
        MongoTable conversations,
        MongoTable members,
        MongoTable links,
        MongoTable messages,
        MongoTable nodes,
        MongoTable doors,
        MongoTable revoked) {
    static final String USER = "User";
    static final String GUEST = "AnonymousParticipant";
    static final String CONVERSATION = "Conversation";
    static final String MEMBER = "ConversationMember";
    static final String LINK = "ConversationShareLink";
    static final String MESSAGE = "Message";
    static final String NODE = "PresenceNode";
    static final String DOOR = "PresenceGuestDoor";
    static final String REVOKED = "PresenceRevokedToken";

    static MongoTables of(MongoConnection connection) {
        return of(connection, ReadLane.OPEN);
    }

    /// @param lane what reads go through
    static MongoTables of(MongoConnection connection, ReadLane lane) {
        return new MongoTables(
                new MongoTable(connection, lane, USER),
                new MongoTable(connection, lane, GUEST),
                new MongoTable(connection, lane, CONVERSATION),
                new MongoTable(connection, lane, MEMBER),
                new MongoTable(connection, lane, LINK),
                new MongoTable(connection, lane, MESSAGE),
                new MongoTable(connection, lane, NODE),
                new MongoTable(connection, lane, DOOR),
                new MongoTable(connection, lane, REVOKED));
    }
}
