package com.meeshy.socketio;

import io.netty.channel.ChannelDuplexHandler;

/// The only door: takes the requests for the Socket.IO path out of an HTTP pipeline and passes everything else on
/// untouched.
///
/// Place one, made by [SocketIoServer#newGate()], directly after the `HttpServerCodec`. When a request becomes a
/// WebSocket the gate removes every other handler of the pipeline but the `SslHandler`.
public final class SocketIoGate extends ChannelDuplexHandler {

    SocketIoGate() {}
}
