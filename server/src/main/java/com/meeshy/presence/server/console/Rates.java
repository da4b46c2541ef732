package com.meeshy.presence.server.console;

/// How often things happened, per second.
///
/// @param online participants who came online
/// @param offline participants who went offline
/// @param broadcasts changes announced to viewers
/// @param activities reported by clients and REST
/// @param throttled of those, held back
record Rates(double online, double offline, double broadcasts, double activities, double throttled) {}
