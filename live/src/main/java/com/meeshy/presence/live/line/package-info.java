/// One connection and what is known of it: [Line] is its client, whatever carries it, [Session] its state, [Notice]
/// what it is told. [Lines] are all of this node together.
@NullMarked
package com.meeshy.presence.live.line;

import org.jspecify.annotations.NullMarked;
