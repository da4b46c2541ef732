/// Tests of shared reads, and the storm of sign-ins that the benchmark runs as well.
@NullMarked
package com.meeshy.presence.server.store.reading;

import org.jspecify.annotations.NullMarked;
