/// What the live node needs from outside besides its lines and its store.
@NullMarked
package com.meeshy.presence.live.port;

import org.jspecify.annotations.NullMarked;
