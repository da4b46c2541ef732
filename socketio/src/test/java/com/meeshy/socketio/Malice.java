package com.meeshy.socketio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// Makes what no client should send, from a seed: things that are nearly right, which go deepest.
final class Malice {

    private static final String[] PACKETS = {
        "40",
        "41",
        "42[\"message\",1]",
        "4212[\"ask\",{\"a\":[1,2]}]",
        "430[\"x\"]",
        "451-[\"m\",{\"_placeholder\":true,\"num\":0}]",
        "462-7[{\"_placeholder\":true,\"num\":1}]",
        "40/custom,{\"token\":\"x\"}",
        "42/custom,[\"m\"]",
        "44{\"message\":\"x\"}",
        "2",
        "3",
        "1",
        "5",
        "6",
        "2probe",
        "42[\"é😀\"]",
        "0{\"sid\":\"x\"}",
        "b4AQID",
        "bAQID"
    };

    private static final String[] REQUESTS = {
        "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /socket.io/?EIO=3&transport=polling&b64=1 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /socket.io/?EIO=4&transport=polling&sid=$ HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /socket.io/?EIO=4&transport=polling&sid=$ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n40",
        "POST /socket.io/?EIO=4&transport=polling&sid=$ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n40\r\n0\r\n\r\n",
        webSocket(""),
        webSocket("&sid=$"),
        "OPTIONS /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nOrigin: https://x\r\n\r\n",
        "GET /other HTTP/1.1\r\nHost: x\r\n\r\n",
        "PUT /socket.io/?%zz&sid=%00 HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc"
    };

    private static String webSocket(String sid) {
        return String.join(
                "\r\n",
                "GET /socket.io/?EIO=4&transport=websocket" + sid + " HTTP/1.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "");
    }

    private final Random random;

    Malice(long seed) {
        random = new Random(seed);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int below(int n) {
        return random.nextInt(n);
    }

    /// A request, or several in a row, with a few bytes changed; `sid` goes where a session id belongs.
    byte[] request(String sid) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1 + below(3); i > 0; i--) {
            String request = REQUESTS[below(REQUESTS.length)].replace("$", oneIn(3) ? "nobody" : sid);
            out.writeBytes(maybeMutated(request.getBytes(StandardCharsets.UTF_8)));
        }
        return out.toByteArray();
    }

    /// A Socket.IO or Engine.IO packet, mostly spoilt.
    byte[] packet() {
        byte[] packet = PACKETS[below(PACKETS.length)].getBytes(StandardCharsets.UTF_8);
        return switch (below(8)) {
            case 0 -> packet;
            case 1 -> bytes(below(200));
            case 2 -> ("42[\"x\"," + "[".repeat(below(3000))).getBytes(StandardCharsets.UTF_8);
            default -> maybeMutated(packet);
        };
    }

    /// A body for a POST.
    byte[] body() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = below(4); i >= 0; i--) {
            byte[] packet = packet();
            switch (below(4)) {
                case 0 -> out.writeBytes((packet.length + ":").getBytes(StandardCharsets.UTF_8));
                case 1 -> out.writeBytes(new byte[] {(byte) below(2), (byte) below(10), (byte) 255});
                default -> {}
            }
            out.writeBytes(packet);
            if (oneIn(2)) {
                out.write(0x1e);
            }
        }
        return out.toByteArray();
    }

    /// A WebSocket frame: any opcode, flags, length and mask.
    byte[] frame() {
        byte[] payload = packet();
        return switch (below(6)) {
            case 0 -> maybeMutated(RawWebSocket.frame(0x81, payload));
            case 1 -> RawWebSocket.frame(below(256), payload);
            case 2 -> bytes(2 + below(40));
            case 3 -> RawWebSocket.frame(0x82, payload);
            default -> RawWebSocket.frame(0x81, payload);
        };
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] maybeMutated(byte[] good) {
        byte[] bytes = good.clone();
        for (int i = below(4); i > 0 && bytes.length > 0; i--) {
            int at = below(bytes.length);
            switch (below(3)) {
                case 0 -> bytes[at] = (byte) below(256);
                case 1 -> bytes = cut(bytes, at);
                default -> bytes = doubled(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] cut(byte[] bytes, int at) {
        byte[] shorter = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }

    private static byte[] doubled(byte[] bytes, int at) {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, at + 1);
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
    }
}
