/// Socket.IO protocol 5 (and 4, for EIO 3) on top of `engine`: namespaces, admission, events, acks, rooms.
///
/// A [SocketSession] listens to one Engine.IO session. Its packets are decoded by [SocketPacketDecoder] and go to
/// a [SocketConnection], one for each namespace the client is in, and from there to the application's handler.
/// Rooms are kept in a [RoomTable] per namespace and event loop; a [SocketBroadcast] walks them with an event
/// that was encoded once.
@NullMarked
package com.meeshy.socketio.socket;

import org.jspecify.annotations.NullMarked;
