package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/// How several packets share one HTTP body. One form for each protocol version.
sealed interface PollingPayload permits PollingPayload4, PollingPayload3 {

    static PollingPayload of(int protocol, boolean binary) {
        return protocol == 4 ? PollingPayload4.INSTANCE : binary ? PollingPayload3.BINARY : PollingPayload3.BASE64;
    }

    /// The packets of a body that a client posted.
    List<EnginePacket> decode(byte[] body, boolean octetStream) throws ProtocolViolation;

    /// One body for all these messages. Borrows them.
    ByteBuf encode(ByteBufAllocator allocator, List<Outgoing> messages);

    /// The content type of the body that `encode` makes of these messages.
    String contentType(List<Outgoing> messages);
}
