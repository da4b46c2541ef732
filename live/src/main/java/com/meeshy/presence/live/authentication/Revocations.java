package com.meeshy.presence.live.authentication;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Revocation;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// The revoked tokens, in memory: asked for every token, also while the store is away. Safe from any thread.
public final class Revocations {
    private final ConcurrentHashMap<Long, Instant> tokens = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<ObjectId, Instant> users = new ConcurrentHashMap<>();

    /// From now on.
    ///
    /// @return whether that was not known
    public boolean add(Revocation revocation) {
        return switch (revocation) {
            case Revocation.OfToken token -> {
                Instant until = token.expiresAt() == null ? Instant.MAX : token.expiresAt();
                yield tokens.put(TokenMark.idOf(token.tokenId()), until) == null;
            }
            case Revocation.OfUser user -> {
                Instant known = users.get(user.userId());
                users.merge(user.userId(), user.before(), (one, other) -> one.isAfter(other) ? one : other);
                yield known == null || known.isBefore(user.before());
            }
        };
    }

    /// Whether somebody came with a token that is revoked.
    public boolean cover(Verified verified) {
        return verified.token() != null && cover(verified.id().value(), verified.token());
    }

    boolean cover(ObjectId userId, TokenMark token) {
        Instant before = users.get(userId);
        boolean withOthers = before != null && token.isIssuedBefore(before);
        return withOthers || (token.id() != TokenMark.NONE && tokens.containsKey(token.id()));
    }

    /// Drops what concerns tokens that have expired by now: nobody comes in with those.
    public void forgetExpired(Instant now) {
        tokens.values().removeIf(until -> until.isBefore(now));
    }
}
