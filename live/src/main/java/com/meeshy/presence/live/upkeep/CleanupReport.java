package com.meeshy.presence.live.upkeep;

import java.time.Instant;

/// What one run of the maintenance job did; REST answers with it as it is.
///
/// @param zombiesCleaned participants taken offline
/// @param guestsClosed anonymous participants whose stay was ended for idleness
/// @param linksDeactivated share links whose time was over
public record CleanupReport(Instant at, long tookMs, int zombiesCleaned, int guestsClosed, int linksDeactivated) {}
