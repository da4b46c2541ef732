/// Tests over real sockets: a bare Netty server with nothing but the gate, raw clients against it.
@NullMarked
package com.meeshy.socketio;

import org.jspecify.annotations.NullMarked;
