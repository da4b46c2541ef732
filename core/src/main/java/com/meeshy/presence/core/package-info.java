/// Placeholder.
@NullMarked
package com.meeshy.presence.core;

import org.jspecify.annotations.NullMarked;
