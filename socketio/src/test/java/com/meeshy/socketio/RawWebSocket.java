package com.meeshy.socketio;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A WebSocket client that reads and writes single frames and never answers by itself.
final class RawWebSocket extends RawHttp {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final Answer handshake;

    RawWebSocket(int port, String uri, String... headers) throws IOException {
        super(port);
        String[] all = new String[headers.length + 4];
        all[0] = "Connection: Upgrade";
        all[1] = "Upgrade: websocket";
        all[2] = "Sec-WebSocket-Version: 13";
        all[3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        System.arraycopy(headers, 0, all, 4, headers.length);
        sendRequest("GET", uri, new byte[0], all);
        handshake = answer();
    }

    /// A frame as it came.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        /// Text as it is, binary as `hex:…`, close as `close:<code>`.
        @Override
        public String toString() {
            return switch (opcode) {
                case TEXT -> text();
                case CLOSE -> "close:" + (((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF));
                case PONG -> "pong:" + text();
                default -> "hex:" + HexFormat.of().formatHex(payload);
            };
        }
    }

    Answer handshake() {
        return handshake;
    }

    void sendText(String text) throws IOException {
        sendFrame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void sendBinary(int... data) throws IOException {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        sendFrame(0x80 | BINARY, bytes);
    }

    void sendClose(int code) throws IOException {
        sendFrame(0x80 | CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    void sendFrame(int firstByte, byte[] payload) throws IOException {
        send(frame(firstByte, payload));
    }

    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(firstByte);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = {1, 2, 3, 4};
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i & 3]);
        }
        return out.toByteArray();
    }

    Frame frame() throws IOException {
        DataInputStream data = new DataInputStream(in());
        int first = data.readUnsignedByte();
        long length = data.readUnsignedByte();
        length = length == 126 ? data.readUnsignedShort() : length == 127 ? data.readLong() : length;
        return new Frame(first & 0x0F, data.readNBytes((int) length));
    }

    /// The next frame as text, see [Frame#toString()], heartbeats skipped; or `eof`.
    String next() throws IOException {
        String next = nextOrPing();
        return next.equals("2") ? next() : next;
    }

    String nextOrPing() throws IOException {
        try {
            return frame().toString();
        } catch (EOFException | SocketException e) {
            return "eof";
        }
    }
}
