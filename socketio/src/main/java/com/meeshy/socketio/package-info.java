/// A Socket.IO server for a Netty pipeline: the public API and the one door in.
///
/// A [SocketIoServer] holds the settings, the namespaces and every connection. For each accepted TCP connection
/// it makes one [SocketIoGate], placed after the `HttpServerCodec`, which takes the requests for the Socket.IO
/// path and passes all others on. What comes through the gate walks `engine` (transports, heartbeat, upgrade),
/// then `socket` (namespaces, events, acks, rooms), and ends in the application's [NamespaceHandler].
///
/// This module knows nothing of presence. It needs Netty, Jackson and SLF4J.
@NullMarked
package com.meeshy.socketio;

import org.jspecify.annotations.NullMarked;
