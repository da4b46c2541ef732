-- A guest's session is found by the hash of its token, from which the token cannot be had back.
ALTER TABLE AnonymousParticipant RENAME COLUMN sessionToken TO sessionHash;
DROP INDEX AnonymousParticipant_sessionToken;
UPDATE AnonymousParticipant SET sessionHash = token_hash(sessionHash);
CREATE UNIQUE INDEX AnonymousParticipant_sessionHash ON AnonymousParticipant (sessionHash);

-- "Is somebody here read as this name?": what names that look the same have in common, of username and shown name.
ALTER TABLE AnonymousParticipant ADD COLUMN usernameKey TEXT NOT NULL DEFAULT '';
ALTER TABLE AnonymousParticipant ADD COLUMN nameKey TEXT NOT NULL DEFAULT '';
UPDATE AnonymousParticipant
SET usernameKey = name_key(username), nameKey = name_key(shown_name(NULL, firstName, lastName, username, lower(hex(id))));
DROP INDEX AnonymousParticipant_conversationId_isActive;
CREATE INDEX AnonymousParticipant_conversationId_isActive_usernameKey
    ON AnonymousParticipant (conversationId, isActive, usernameKey);
CREATE INDEX AnonymousParticipant_conversationId_isActive_nameKey
    ON AnonymousParticipant (conversationId, isActive, nameKey);

CREATE TABLE UserName (
    nameKey TEXT NOT NULL,
    userId  BLOB NOT NULL,
    PRIMARY KEY (nameKey, userId)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO UserName SELECT name_key(username), id FROM User;
INSERT OR IGNORE INTO UserName SELECT name_key(shown_name(displayName, firstName, lastName, username, lower(hex(id)))), id FROM User;
CREATE INDEX UserName_userId ON UserName (userId);
DROP INDEX User_username_anyCase;
