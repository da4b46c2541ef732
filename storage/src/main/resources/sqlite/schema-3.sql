-- Tokens not believed any more: one named by its jti, or all of a user that were issued before a moment.
CREATE TABLE RevokedToken (
    tokenId TEXT UNIQUE,
    userId BLOB UNIQUE,
    issuedBefore INTEGER,
    expiresAt INTEGER,
    CHECK ((tokenId IS NULL) <> (userId IS NULL))
) STRICT;
