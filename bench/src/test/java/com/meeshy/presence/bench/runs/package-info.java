/// The load against a real gateway.
@NullMarked
package com.meeshy.presence.bench.runs;

import org.jspecify.annotations.NullMarked;
