package com.meeshy.presence.storage;

import com.meeshy.presence.storage.model.Revocation;
import java.time.Instant;
import java.util.List;

/// Tokens that are not believed any more although their signature is right. Few: one row for each call of an
/// administrator.
public interface RevokedTokens {
    /// Durable when it returns. Saying the same again changes nothing but what it says anew.
    void add(Revocation revocation);

    List<Revocation> all();

    /// Drops what concerns tokens that have expired by now.
    void forgetExpired(Instant now);
}
