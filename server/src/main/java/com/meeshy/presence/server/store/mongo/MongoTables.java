package com.meeshy.presence.server.store.mongo;

/// The collections by the names of the host application's models, and three small ones of our own, whose names begin
/// with
/// `Presence`.
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
        return new MongoTables(
                new MongoTable(connection, USER),
                new MongoTable(connection, GUEST),
                new MongoTable(connection, CONVERSATION),
                new MongoTable(connection, MEMBER),
                new MongoTable(connection, LINK),
                new MongoTable(connection, MESSAGE),
                new MongoTable(connection, NODE),
                new MongoTable(connection, DOOR),
                new MongoTable(connection, REVOKED));
    }
}
