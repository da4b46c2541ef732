package com.meeshy.presence.server.console;

import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;

/// Somebody went online or offline.
///
/// @param view what viewers were told
public record Edge(PresenceView view, Cause cause, Instant at) {}
