package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// What each type of text packet means when it comes from a client.
final class TextPackets {

    private TextPackets() {}

    static void serve(EngineSession session, byte[] packet, EngineListener listener) throws ProtocolViolation {
        boolean clientPings = session.protocol() == 3;
        switch (packet.length == 0 ? 0 : packet[0]) {
            case '4' -> listener.text(packet, 1);
            case '3' -> {
                require(!clientPings);
                session.heard();
            }
            case '2' -> {
                require(clientPings);
                session.heard();
                session.send(packet.length == 1 ? Outgoing.PONG : pong(packet));
            }
            case '1' -> session.clientCloses();
            case '5', '6' -> {} // a late upgrade or noop says nothing
            default -> throw new ProtocolViolation("unknown packet type");
        }
    }

    private static Outgoing pong(byte[] ping) {
        String data = new String(ping, 1, ping.length - 1, StandardCharsets.UTF_8);
        return Outgoing.text(ByteBufAllocator.DEFAULT, "3" + data);
    }

    private static void require(boolean condition) throws ProtocolViolation {
        if (!condition) {
            throw new ProtocolViolation("packet of the wrong direction");
        }
    }
}
