package com.meeshy.presence.core.identity;

/// How a participant is known: by an account (JWT) or as a guest of a share link (session token).
public enum ParticipantKind {
    REGISTERED,
    ANONYMOUS
}
