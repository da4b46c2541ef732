-- A database as the version before wrote it: schema 2, session tokens in clear.
PRAGMA application_id = 1299409017;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
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
INSERT INTO User VALUES(X'65a000000000000000000001','alice','Alice Martin',NULL,NULL,'USER','fr',1,0,1768467600000,1768467600000,1768467600000);
INSERT INTO User VALUES(X'65a000000000000000000002','eric','Éric',NULL,NULL,'USER','fr',1,1,NULL,1768467600000,1768467600001);
INSERT INTO User VALUES(X'65a000000000000000000003','zoe',NULL,'Zoé','Petit',NULL,NULL,1,0,NULL,NULL,0);
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
INSERT INTO AnonymousParticipant VALUES(X'65b000000000000000000001',X'65c000000000000000000001',X'65d000000000000000000001','nina','Nina','Ñandú','en','anon_ninas_clear_session_token_01',1,0,NULL,NULL,0,1768467600000,NULL);
INSERT INTO AnonymousParticipant VALUES(X'65b000000000000000000002',X'65c000000000000000000001',X'65d000000000000000000001','gone',NULL,NULL,'en','anon_gones_clear_session_token_02',0,0,NULL,NULL,0,1768467600000,1768467700000);
CREATE TABLE Conversation (
    id            BLOB PRIMARY KEY,
    identifier    TEXT NOT NULL,
    type          TEXT,
    title         TEXT,
    isActive      INTEGER NOT NULL DEFAULT 1,
    lastMessageAt INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO Conversation VALUES(X'65c000000000000000000001','team','group','The team',1,1768467600000);
CREATE TABLE ConversationMember (
    conversationId BLOB NOT NULL,
    userId         BLOB NOT NULL,
    role           TEXT,
    isActive       INTEGER NOT NULL DEFAULT 1,
    leftAt         INTEGER,
    PRIMARY KEY (conversationId, userId)
) STRICT, WITHOUT ROWID;
INSERT INTO ConversationMember VALUES(X'65c000000000000000000001',X'65a000000000000000000001',NULL,1,NULL);
INSERT INTO ConversationMember VALUES(X'65c000000000000000000001',X'65a000000000000000000002',NULL,1,NULL);
INSERT INTO ConversationMember VALUES(X'65c000000000000000000001',X'65a000000000000000000003',NULL,1,NULL);
CREATE TABLE ConversationShareLink (
    id                 BLOB PRIMARY KEY,
    linkId             TEXT NOT NULL,
    identifier         TEXT,
    conversationId     BLOB NOT NULL,
    isActive           INTEGER NOT NULL DEFAULT 1,
    expiresAt          INTEGER,
    maxConcurrentUsers INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO ConversationShareLink VALUES(X'65d000000000000000000001','mshy_demo',NULL,X'65c000000000000000000001',1,NULL,NULL);
CREATE TABLE Message (
    id                BLOB PRIMARY KEY,
    conversationId    BLOB NOT NULL,
    senderId          BLOB,
    anonymousSenderId BLOB,
    content           TEXT NOT NULL,
    createdAt         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO Message VALUES(X'65e000000000000000000001',X'65c000000000000000000001',X'65a000000000000000000001',NULL,'Bonjour',1768467600000);
CREATE TABLE NodeLease (
    node      TEXT PRIMARY KEY,
    renewedAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX User_username ON User (username);
CREATE INDEX User_isOnline_lastActiveAt ON User (isOnline, lastActiveAt);
CREATE INDEX User_username_anyCase ON User (username COLLATE NOCASE);
CREATE UNIQUE INDEX AnonymousParticipant_sessionToken ON AnonymousParticipant (sessionToken);
CREATE INDEX AnonymousParticipant_isOnline_lastActiveAt ON AnonymousParticipant (isOnline, lastActiveAt);
CREATE INDEX AnonymousParticipant_conversationId_isActive
    ON AnonymousParticipant (conversationId, isActive, username COLLATE NOCASE);
CREATE INDEX AnonymousParticipant_shareLinkId_isActive ON AnonymousParticipant (shareLinkId, isActive);
CREATE INDEX AnonymousParticipant_idle
    ON AnonymousParticipant (coalesce(lastActiveAt, joinedAt)) WHERE isActive = 1 AND isOnline = 0;
CREATE UNIQUE INDEX Conversation_identifier ON Conversation (identifier);
CREATE INDEX ConversationMember_userId_isActive ON ConversationMember (userId, isActive);
CREATE INDEX ConversationMember_conversationId_isActive ON ConversationMember (conversationId, isActive);
CREATE UNIQUE INDEX ConversationShareLink_linkId ON ConversationShareLink (linkId);
CREATE INDEX ConversationShareLink_identifier ON ConversationShareLink (identifier);
CREATE INDEX ConversationShareLink_expiresAt ON ConversationShareLink (expiresAt) WHERE isActive = 1;
CREATE INDEX Message_conversationId_createdAt ON Message (conversationId, createdAt);
CREATE INDEX Conversation_global ON Conversation (type) WHERE type = 'global';
COMMIT;
