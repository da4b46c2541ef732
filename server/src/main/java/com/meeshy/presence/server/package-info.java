/// Placeholder.
@NullMarked
package com.meeshy.presence.server;

import org.jspecify.annotations.NullMarked;
