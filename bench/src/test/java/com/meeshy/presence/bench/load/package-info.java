/// The load counts exactly, or its figures prove nothing.
@NullMarked
package com.meeshy.presence.bench.load;

import org.jspecify.annotations.NullMarked;
