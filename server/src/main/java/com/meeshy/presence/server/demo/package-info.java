/// The demo: a dozen people in several conversations, some of whom come and go by themselves over real
/// connections. Exists only when the gateway runs as a demo; nothing of it is reachable in production.
///
/// Started by the wiring; speaks to the gateway from outside, as any client does.
@NullMarked
package com.meeshy.presence.server.demo;

import org.jspecify.annotations.NullMarked;
