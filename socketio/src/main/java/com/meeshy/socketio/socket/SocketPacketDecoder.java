package com.meeshy.socketio.socket;

import com.meeshy.socketio.engine.ProtocolViolation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads the head of `<type>[<attachments>-][<namespace>,][<id>][<json>]` and checks that there is such JSON as the
/// type wants. The JSON itself is read by whoever serves the packet.
final class SocketPacketDecoder {

    /// More digits than a JavaScript client can count to.
    private static final int MAX_DIGITS = 15;

    private final byte[] packet;
    private int at;

    private SocketPacketDecoder(byte[] packet, int offset) {
        this.packet = packet;
        this.at = offset;
    }

    static SocketPacket decode(byte[] packet, int offset) throws ProtocolViolation {
        return new SocketPacketDecoder(packet, offset).decode();
    }

    private SocketPacket decode() throws ProtocolViolation {
        PacketType type = PacketType.ofDigit(peek() - '0');
        if (type == null) {
            throw new ProtocolViolation("unknown packet type");
        }
        at++;
        int attachments = 0;
        if (type.binary()) {
            attachments = (int) Math.min(number(), Integer.MAX_VALUE);
            if (attachments < 0 || peek() != '-') {
                throw new ProtocolViolation("bad number of attachments");
            }
            at++;
        }
        String namespace = namespace();
        int question = namespace.indexOf('?');
        String query = question < 0 ? "" : namespace.substring(question);
        namespace = question < 0 ? namespace : namespace.substring(0, question);
        long id = number();
        if (!fits(type, id)) {
            throw new ProtocolViolation("payload does not fit the packet type");
        }
        return new SocketPacket(type, attachments, namespace, query, id, packet, at, List.of());
    }

    private int peek() {
        return at < packet.length ? packet[at] : -1;
    }

    private String namespace() {
        if (peek() != '/') {
            return "/";
        }
        int start = at;
        while (at < packet.length && packet[at] != ',') {
            at++;
        }
        String name = new String(packet, start, at - start, StandardCharsets.UTF_8);
        at++;
        return name;
    }

    /// The digits here, or -1 when there are none.
    private long number() throws ProtocolViolation {
        int start = at;
        long value = 0;
        for (; peek() >= '0' && peek() <= '9'; at++) {
            value = value * 10 + (packet[at] - '0');
        }
        if (at - start > MAX_DIGITS) {
            throw new ProtocolViolation("number too long");
        }
        return at == start ? SocketPacket.NO_ID : value;
    }

    private boolean fits(PacketType type, long id) {
        int first = peek();
        return switch (type) {
            case CONNECT -> first < 0 || first == '{';
            case DISCONNECT -> first < 0;
            case EVENT, BINARY_EVENT -> first == '[';
            case ACK, BINARY_ACK -> first == '[' && id != SocketPacket.NO_ID;
            case CONNECT_ERROR -> false; // only servers send it
        };
    }
}
