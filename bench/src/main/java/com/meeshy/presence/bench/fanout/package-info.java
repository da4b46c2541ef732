/// How fast one event reaches many: our Socket.IO layer beside a bare Netty server, Node's Socket.IO and
/// netty-socketio, each in a process of its own on one half of the cores, the load on the other half.
@NullMarked
package com.meeshy.presence.bench.fanout;

import org.jspecify.annotations.NullMarked;
