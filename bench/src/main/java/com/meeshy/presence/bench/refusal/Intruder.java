package com.meeshy.presence.bench.refusal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that shows the same credential again and again over one WebSocket: CONNECT, refused, DISCONNECT. So TCP
/// and the handshakes of HTTP and Engine.IO are paid once.
final class Intruder implements AutoCloseable {
    private static final byte[] REFUSED = "42[\"error\"".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final byte[] round;
    private final byte[] heard = new byte[65_536];
    private int matched;

    Intruder(int port, String token) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.getOutputStream()
                    .write(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            awaitOpened();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frame(frames, "40{\"token\":\"" + token + "\"}");
        frame(frames, "41");
        round = frames.toByteArray();
    }

    /// Frames before the upgrade is done would be taken for HTTP.
    private void awaitOpened() throws IOException {
        StringBuilder opening = new StringBuilder();
        while (opening.indexOf("\"sid\"") < 0) {
            int read = socket.getInputStream().read(heard);
            if (read < 0) {
                throw new IOException("the gateway refused the connection: " + opening);
            }
            opening.append(new String(heard, 0, read, StandardCharsets.US_ASCII));
        }
    }

    void tries() throws IOException {
        socket.getOutputStream().write(round);
    }

    /// @return refusals heard since the last call
    int refusals() throws IOException {
        InputStream input = socket.getInputStream();
        int refusals = 0;
        while (input.available() > 0) {
            int read = input.read(heard);
            if (read < 0) {
                throw new IOException("the gateway closed the connection");
            }
            for (int i = 0; i < read; i++) {
                matched = heard[i] == REFUSED[matched] ? matched + 1 : heard[i] == REFUSED[0] ? 1 : 0;
                if (matched == REFUSED.length) {
                    matched = 0;
                    refusals++;
                }
            }
        }
        return refusals;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// A text frame under a mask of zeros, which changes nothing.
    private static void frame(ByteArrayOutputStream out, String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        out.write(0x81);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
    }
}
