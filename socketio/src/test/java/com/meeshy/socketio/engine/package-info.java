/// Tests of the engine alone.
@NullMarked
package com.meeshy.socketio.engine;

import org.jspecify.annotations.NullMarked;
