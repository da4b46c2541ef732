-- The entities of SPEC section 6, named as there, in SQLite. An id is the 12 bytes of its ObjectId, a moment is epoch
-- milliseconds, a flag is 0 or 1. References are not enforced: a directory may hold dangling ones, and readers skip them.
-- WITHOUT ROWID: rows are found by id in one tree instead of two.

CREATE TABLE User (
    id              BLOB PRIMARY KEY,
    username        TEXT NOT NULL,
    displayName     TEXT,
    firstName       TEXT,
    lastName        TEXT,
    role            TEXT,
    systemLanguage  TEXT,
    isActive        INTEGER NOT NULL DEFAULT 1,
    isOnline        INTEGER NOT NULL DEFAULT 0,
    lastSeen        INTEGER,
    lastActiveAt    INTEGER,
    presenceVersion INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX User_username ON User (username);
CREATE INDEX User_isOnline_lastActiveAt ON User (isOnline, lastActiveAt);
-- "Is this nickname a member's?" without regard to case.
CREATE INDEX User_username_anyCase ON User (username COLLATE NOCASE);

CREATE TABLE AnonymousParticipant (
    id              BLOB PRIMARY KEY,
    conversationId  BLOB NOT NULL,
    shareLinkId     BLOB NOT NULL,
    username        TEXT NOT NULL,
    firstName       TEXT,
    lastName        TEXT,
    language        TEXT,
    sessionToken    TEXT NOT NULL,
    isActive        INTEGER NOT NULL DEFAULT 1,
    isOnline        INTEGER NOT NULL DEFAULT 0,
    lastSeenAt      INTEGER,
    lastActiveAt    INTEGER,
    presenceVersion INTEGER NOT NULL DEFAULT 0,
    joinedAt        INTEGER NOT NULL,
    leftAt          INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX AnonymousParticipant_sessionToken ON AnonymousParticipant (sessionToken);
CREATE INDEX AnonymousParticipant_isOnline_lastActiveAt ON AnonymousParticipant (isOnline, lastActiveAt);
CREATE INDEX AnonymousParticipant_conversationId_isActive
    ON AnonymousParticipant (conversationId, isActive, username COLLATE NOCASE);
-- How many are in through a link, for its limit.
CREATE INDEX AnonymousParticipant_shareLinkId_isActive ON AnonymousParticipant (shareLinkId, isActive);
-- Those who can grow idle; guests who left stay in the table for ever and must cost nothing here.
CREATE INDEX AnonymousParticipant_idle
    ON AnonymousParticipant (coalesce(lastActiveAt, joinedAt)) WHERE isActive = 1 AND isOnline = 0;

CREATE TABLE Conversation (
    id            BLOB PRIMARY KEY,
    identifier    TEXT NOT NULL,
    type          TEXT,
    title         TEXT,
    isActive      INTEGER NOT NULL DEFAULT 1,
    lastMessageAt INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX Conversation_identifier ON Conversation (identifier);

CREATE TABLE ConversationMember (
    conversationId BLOB NOT NULL,
    userId         BLOB NOT NULL,
    role           TEXT,
    isActive       INTEGER NOT NULL DEFAULT 1,
    leftAt         INTEGER,
    PRIMARY KEY (conversationId, userId)
) STRICT, WITHOUT ROWID;
CREATE INDEX ConversationMember_userId_isActive ON ConversationMember (userId, isActive);
CREATE INDEX ConversationMember_conversationId_isActive ON ConversationMember (conversationId, isActive);

CREATE TABLE ConversationShareLink (
    id                 BLOB PRIMARY KEY,
    linkId             TEXT NOT NULL,
    identifier         TEXT,
    conversationId     BLOB NOT NULL,
    isActive           INTEGER NOT NULL DEFAULT 1,
    expiresAt          INTEGER,
    maxConcurrentUsers INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ConversationShareLink_linkId ON ConversationShareLink (linkId);
CREATE INDEX ConversationShareLink_identifier ON ConversationShareLink (identifier);
CREATE INDEX ConversationShareLink_expiresAt ON ConversationShareLink (expiresAt) WHERE isActive = 1;

CREATE TABLE Message (
    id                BLOB PRIMARY KEY,
    conversationId    BLOB NOT NULL,
    senderId          BLOB,
    anonymousSenderId BLOB,
    content           TEXT NOT NULL,
    createdAt         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX Message_conversationId_createdAt ON Message (conversationId, createdAt);

CREATE TABLE NodeLease (
    node      TEXT PRIMARY KEY,
    renewedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
