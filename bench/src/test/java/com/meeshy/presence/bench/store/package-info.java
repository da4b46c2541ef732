/// Tests of what the measurement of stores needs.
@NullMarked
package com.meeshy.presence.bench.store;

import org.jspecify.annotations.NullMarked;
