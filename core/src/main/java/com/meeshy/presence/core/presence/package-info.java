/// The rule of presence: one participant's state and its pure transition. No clock, no thread, no I/O.
@NullMarked
package com.meeshy.presence.core.presence;

import org.jspecify.annotations.NullMarked;
