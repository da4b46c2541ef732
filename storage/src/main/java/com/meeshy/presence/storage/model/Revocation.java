package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ObjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which tokens are revoked.
public sealed interface Revocation {
    /// One token.
    ///
    /// @param tokenId its `jti`
    /// @param expiresAt its `exp`, when the revocation may be forgotten; null: never
    record OfToken(String tokenId, @Nullable Instant expiresAt) implements Revocation {}

    /// The tokens of a user that were issued earlier than a moment, or do not say when.
    record OfUser(ObjectId userId, Instant before) implements Revocation {}
}
