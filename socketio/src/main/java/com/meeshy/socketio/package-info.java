/// Placeholder.
@NullMarked
package com.meeshy.socketio;

import org.jspecify.annotations.NullMarked;
