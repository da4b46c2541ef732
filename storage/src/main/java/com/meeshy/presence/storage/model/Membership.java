package com.meeshy.presence.storage.model;

/// How a participant stands to a conversation.
public enum Membership {
    ACTIVE,
    /// Was a member: removed, left, deactivated, or the conversation itself was.
    NO_LONGER,
    NEVER
}
