package com.meeshy.presence.server.maintenance;

import java.time.Duration;
import java.time.Instant;

/// What one run of the maintenance job did.
///
/// @param zombies participants taken offline
/// @param guestsClosed anonymous participants whose stay was ended for idleness
/// @param linksDeactivated share links whose time was over
public record CleanupReport(Instant at, int zombies, int guestsClosed, int linksDeactivated, Duration took) {}
