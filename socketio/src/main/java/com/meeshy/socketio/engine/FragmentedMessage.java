package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;

/// A message that comes in several frames. Until it is whole it counts as what its session makes the server keep.
final class FragmentedMessage {

    private final EngineSession session;
    private final WebSocketTransport carrier;
    private final boolean text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    FragmentedMessage(EngineSession session, WebSocketTransport carrier, boolean text) {
        this.session = session;
        this.carrier = carrier;
        this.text = text;
        if (session.counts(carrier)) {
            session.holdings().messageBegins();
            session.place();
        }
    }

    void add(ByteBuf part) throws ProtocolViolation {
        session.requireShort(carrier, bytes.size() + part.readableBytes());
        if (session.counts(carrier)) {
            session.holdings().keep(part.readableBytes());
        }
        bytes.writeBytes(ByteBufUtil.getBytes(part));
    }

    /// All of it has come, and is counted no longer.
    byte[] whole() {
        if (session.counts(carrier)) {
            session.holdings().messageIsWhole();
            session.holdings().release(bytes.size());
            session.tidy();
        }
        return bytes.toByteArray();
    }

    boolean isText() {
        return text;
    }
}
