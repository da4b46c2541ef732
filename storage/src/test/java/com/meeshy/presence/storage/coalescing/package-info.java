/// Tests of shared reads, and the storm of sign-ins that the benchmark runs as well.
@NullMarked
package com.meeshy.presence.storage.coalescing;

import org.jspecify.annotations.NullMarked;
