/// The other side of a connection: one Socket.IO client for the commands, the people of the demo, the load
/// generator and the tests (docs/decisions/0076).
///
/// Engine.IO 4 over WebSocket, one namespace, events with and without acknowledgement. Text only: no binary
/// attachments, no polling, no coming back by itself. A [SocketIoClient] speaks the protocol over a [ClientLine]
/// and tells a [ClientListener] what it hears as an [IncomingPacket]. What is not in use costs a connection
/// nothing, so that a process can have very many.
@NullMarked
package com.meeshy.socketio.client;

import org.jspecify.annotations.NullMarked;
