package com.meeshy.presence.storage.model;

/// What became of a wish to add or remove a member.
public enum MemberChange {
    ADDED,
    REMOVED,
    /// Already a member when adding, not one when removing.
    UNCHANGED,
    UNKNOWN_CONVERSATION,
    UNKNOWN_USER
}
