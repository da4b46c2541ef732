package com.meeshy.presence.live.authentication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// By what a token that was believed is known again when it is revoked: sixteen bytes, for the life of a session.
///
/// @param id of its `jti`; [#NONE] when it has none
/// @param issuedMillis its `iat`; [#NONE] when it does not say
record TokenMark(long id, long issuedMillis) {
    static final long NONE = Long.MIN_VALUE;

    static TokenMark of(@Nullable String tokenId, @Nullable Instant issuedAt) {
        return new TokenMark(tokenId == null ? NONE : idOf(tokenId), issuedAt == null ? NONE : issuedAt.toEpochMilli());
    }

    /// Eight bytes of the digest.
    static long idOf(String tokenId) {
        return ByteBuffer.wrap(AdminKey.digest(tokenId.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    boolean isIssuedBefore(Instant moment) {
        return issuedMillis == NONE || issuedMillis < moment.toEpochMilli();
    }
}
