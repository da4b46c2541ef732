package com.meeshy.socketio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP client on one bare TCP connection, which can also do what no decent client does.
class RawHttp implements AutoCloseable {

    static final int PATIENCE_MILLIS = 8000;

    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// An answer.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, Map<String, String> headers, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    Socket socket() {
        return socket;
    }

    InputStream in() {
        return in;
    }

    Answer get(String uri, String... headers) throws IOException {
        sendRequest("GET", uri, new byte[0], headers);
        return answer();
    }

    Answer post(String uri, String body, String... headers) throws IOException {
        sendRequest("POST", uri, body.getBytes(StandardCharsets.UTF_8), headers);
        return answer();
    }

    Answer post(String uri, byte[] body, String... headers) throws IOException {
        sendRequest("POST", uri, body, headers);
        return answer();
    }

    Answer request(String method, String uri, String... headers) throws IOException {
        sendRequest(method, uri, new byte[0], headers);
        return answer();
    }

    void sendRequest(String method, String uri, byte[] body, String... headers) throws IOException {
        StringBuilder head =
                new StringBuilder(method + " " + uri + " HTTP/1.1\r\nHost: localhost:" + socket.getPort() + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0 || method.equals("POST")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        send(all.toByteArray());
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    Answer answer() throws IOException {
        String line = line();
        int status = Integer.parseInt(line.split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, headers, in.readNBytes(length));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("connection closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /// Whether the server has closed the connection, waiting for it.
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true; // reset
        }
    }

    /// Resets the connection: no goodbye of any kind.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
