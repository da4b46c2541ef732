package com.meeshy.presence.core.port;

/// Stored totals for the operators' page; live numbers come from the tracker.
///
/// @param users registered users
/// @param onlineUsers registered users stored as online
/// @param anonymous active anonymous participants
/// @param onlineAnonymous anonymous participants stored as online
public record PresenceCounts(long users, long onlineUsers, long anonymous, long onlineAnonymous) {}
