package com.meeshy.presence.server.console;

import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;

/// Somebody went online or offline.
///
/// @param number counts the edges of this process, from 0
/// @param view what viewers were told
public record Edge(long number, PresenceView view, Cause cause, Instant at) {}
