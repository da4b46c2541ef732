package com.meeshy.presence.core.identity;

import java.util.Collection;
import java.util.List;

/// How a participant is known: by an account (JWT) or as a guest of a share link (session token).
public enum ParticipantKind {
    REGISTERED,
    ANONYMOUS;

    /// The values of those of the given ids that are of this kind.
    public List<ObjectId> among(Collection<ParticipantId> ids) {
        return ids.stream()
                .filter(id -> id.kind() == this)
                .map(ParticipantId::value)
                .toList();
    }
}
