/// What the core needs from outside, as small interfaces: stored presence, who belongs where, who is told. `server`
/// implements them; tests and the simulation implement them in memory. Nothing here knows a database, a socket or a
/// clock.
@NullMarked
package com.meeshy.presence.core.port;

import org.jspecify.annotations.NullMarked;
