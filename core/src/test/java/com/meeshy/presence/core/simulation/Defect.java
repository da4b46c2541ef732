package com.meeshy.presence.core.simulation;

/// A fault planted in the simulated gateway or its settings, to see that an invariant notices.
enum Defect {
    NONE,
    /// The gateway forgets to tell the tracker of every second lost connection.
    CLOSES_FORGOTTEN,
    /// Each further tab is announced as well.
    EVERY_TAB_ANNOUNCED,
    /// The rooms of a member who was removed stay.
    REMOVAL_IGNORED,
    /// No digests: what the network loses is lost.
    NO_DIGESTS,
    /// In the last minutes clients throw away what they hear.
    DEAF_AT_THE_END,
    /// A connection that falls silent is noticed after ten minutes.
    SLOW_HEARTBEAT,
    /// The announcement carries an activity from a minute earlier.
    STALE_ACTIVITY,
    /// Every close of a tab sets `lastSeen`.
    LAST_SEEN_AT_EVERY_CLOSE,
    /// Activity is recorded every 10 s.
    SHORT_THROTTLE,
    /// A stopping node closes its connections instead of handing them over.
    CLOSES_IN_DRAIN,
    /// The books of what expires when are never cleared.
    BOOKS_NEVER_CLEARED,
    /// The digest claims to cover changes that are still on their way, and is sent late.
    HASTY_DIGEST,
    /// How many are online is told every second.
    COUNTS_EVERY_SECOND,
    /// Connections whose credential has ended stay.
    EXPIRY_IGNORED,
    /// In the last minutes those who opened a large conversation hear of coming and going only.
    OPENERS_FORGOTTEN,
    /// A batch for a large conversation is written again at once.
    BATCH_TWICE,
    /// Whoever shares two conversations with somebody is told twice.
    TOLD_FOR_EACH_CONVERSATION,
    /// Nobody hears of a new member who has not been here lately.
    UNTRACKED_JOIN_SILENT,
    /// A deactivated user stays in the conversations of the tracker.
    DEACTIVATION_HALF_DONE,
    /// The lease of a node never changes: it seems dead to the next.
    LEASE_STANDS_STILL,
    /// Graces and throttles are measured with the wall clock.
    DURATIONS_BY_WALL_CLOCK,
    /// Stored moments that a wrong clock left behind are not corrected.
    FUTURE_KEPT,
    /// Whatever ends a line is announced at once.
    EVERY_END_A_GOODBYE
}
