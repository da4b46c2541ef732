/// What the gateway lets anybody use: every limit of [com.meeshy.presence.live.admission.Limit], applied at one place.
/// Called by whoever serves somebody: gateway, REST, console, sign-in.
@NullMarked
package com.meeshy.presence.live.admission;

import org.jspecify.annotations.NullMarked;
