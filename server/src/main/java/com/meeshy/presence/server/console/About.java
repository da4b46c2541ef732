package com.meeshy.presence.server.console;

import com.meeshy.presence.core.presence.StatusRule;
import java.time.Instant;

/// What a console is told of the gateway once.
public record About(String version, Instant startedAt, StatusRule statusRule) {}
