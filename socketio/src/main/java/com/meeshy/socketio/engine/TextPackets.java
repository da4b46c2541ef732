package com.meeshy.socketio.engine;

/// What each type of text packet means when it comes from a client.
final class TextPackets {

    /// Bytes of a ping that its pong repeats; as long as a control frame of a WebSocket may be.
    private static final int MAX_PING_DATA = 125;

    private TextPackets() {}

    static void serve(EngineSession session, byte[] packet, EngineListener listener) throws ProtocolViolation {
        boolean clientPings = session.protocol() == 3;
        switch (packet.length == 0 ? 0 : packet[0]) {
            case '4' -> listener.text(packet, 1);
            case '3' -> {
                require(!clientPings);
                session.heard(Outgoing.PING);
            }
            case '2' -> {
                require(clientPings && packet.length <= 1 + MAX_PING_DATA);
                session.heard(Outgoing.PONG);
                session.send(
                        packet.length == 1
                                ? Outgoing.PONG
                                : Outgoing.pong(session.engine().allocator(), packet));
            }
            case '1' -> session.clientCloses();
            case '5', '6' -> {} // a late upgrade or noop says nothing
            default -> throw new ProtocolViolation("unknown packet type");
        }
    }

    private static void require(boolean condition) throws ProtocolViolation {
        if (!condition) {
            throw new ProtocolViolation("packet of the wrong direction or length");
        }
    }
}
