package com.meeshy.presence.bench.hostile.stranger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket over a wire, opened at the Socket.IO path.
public final class WebSocketWire implements AutoCloseable {
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    private final Wire wire;
    private int closeCode;

    private WebSocketWire(Wire wire) {
        this.wire = wire;
    }

    /// @throws IOException when it is refused
    public static WebSocketWire open(Wire wire, int protocol) throws IOException {
        return open(wire, protocol, "");
    }

    /// @param more of the query
    public static WebSocketWire open(Wire wire, int protocol, String more) throws IOException {
        wire.write(Http.upgrade("/socket.io/?EIO=" + protocol + "&transport=websocket" + more));
        String first = wire.line();
        for (String header = wire.line(); !header.isEmpty(); header = wire.line()) {}
        if (!first.startsWith("HTTP/1.1 101")) {
            wire.close();
            throw new IOException("refused: " + first);
        }
        return new WebSocketWire(wire);
    }

    /// Opens one of Engine.IO 4 and asks to enter the default namespace.
    public static WebSocketWire enter(Wire wire, String auth) throws IOException {
        WebSocketWire socket = open(wire, 4);
        socket.text("40" + auth);
        return socket;
    }

    public Wire wire() {
        return wire;
    }

    public void text(String packet) throws IOException {
        wire.write(frame(TEXT, packet.getBytes(StandardCharsets.UTF_8)));
    }

    public void send(int kind, byte[] payload) throws IOException {
        wire.write(frame(kind, payload));
    }

    /// A whole frame. The mask is all zero: that is allowed, and leaves the bytes as they are.
    public static byte[] frame(int kind, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | kind));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        return java.util.Arrays.copyOf(frame.array(), frame.position());
    }

    /// The next packet of text; other frames are passed over.
    ///
    /// @throws IOException at the end, and when the close frame comes
    public String packet() throws IOException {
        while (true) {
            int first = wire.octet();
            int length = wire.octet() & 0x7F;
            if (length == 126) {
                length = (wire.octet() << 8) | wire.octet();
            } else if (length == 127) {
                length = (int) ByteBuffer.wrap(wire.octets(8)).getLong();
            }
            byte[] payload = wire.octets(length);
            if ((first & 0x0F) == CLOSE) {
                closeCode = length >= 2 ? ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF) : 1005;
                throw new IOException("closed with " + closeCode);
            }
            if ((first & 0x0F) == TEXT) {
                return new String(payload, StandardCharsets.UTF_8);
            }
        }
    }

    /// Waits for a packet that begins so, answering pings.
    public String await(String beginning) throws IOException {
        while (true) {
            String packet = packet();
            if (packet.startsWith(beginning)) {
                return packet;
            }
            if (packet.equals("2")) {
                text("3");
            }
        }
    }

    /// The code of the close frame that came; 0 when none did.
    public int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        wire.close();
    }
}
