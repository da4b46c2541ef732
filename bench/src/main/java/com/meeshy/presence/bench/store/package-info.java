/// What the databases do for presence, side by side: `./meeshy bench store`.
@NullMarked
package com.meeshy.presence.bench.store;

import org.jspecify.annotations.NullMarked;
