/// Placeholder.
@NullMarked
package com.meeshy.presence.bench;

import org.jspecify.annotations.NullMarked;
