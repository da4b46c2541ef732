package com.meeshy.presence.bench.hostile.stranger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Requests over a wire and their answers.
public final class Http {
    private final Wire wire;

    /// The head of a request.
    ///
    /// @param headers beside `Host`
    public static String head(String request, String... headers) {
        StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\r\nHost: gateway\r\n");
        for (String each : headers) {
            head.append(each).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /// The head of a request for a WebSocket.
    public static String upgrade(String path) {
        return head(
                "GET " + path,
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    }

    public Http(Wire wire) {
        this.wire = wire;
    }

    /// An answer.
    public record Answer(int status, String body) {}

    /// @param headers each with its end of line
    public Answer get(String path, String headers) throws IOException {
        wire.write("GET " + path + " HTTP/1.1\r\nHost: gateway\r\n" + headers + "\r\n");
        return answer();
    }

    public Answer post(String path, String headers, String body) throws IOException {
        wire.write(posting(path, headers, body));
        return answer();
    }

    public static String posting(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: gateway\r\n" + headers + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /// Opens a polling session.
    ///
    /// @return where to poll and post, or null when it was refused
    public @org.jspecify.annotations.Nullable String session(int protocol) throws IOException {
        wire.write("GET /socket.io/?EIO=%d&transport=polling HTTP/1.1\r\nHost: gateway\r\n\r\n".formatted(protocol));
        String body = answer().body();
        int at = body.indexOf("\"sid\":\"");
        return at < 0
                ? null
                : "/socket.io/?EIO=" + protocol + "&transport=polling&sid="
                        + body.substring(at + 7, body.indexOf('"', at + 7));
    }

    /// Reads the next answer, with a body of a known length or in chunks.
    public Answer answer() throws IOException {
        String first = wire.line();
        int status =
                first.length() >= 12 && first.startsWith("HTTP/1.1 ") ? Integer.parseInt(first.substring(9, 12)) : 0;
        int length = 0;
        boolean chunked = false;
        for (String header = wire.line(); !header.isEmpty(); header = wire.line()) {
            String lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
            }
        }
        if (status == 100) {
            return answer();
        }
        return new Answer(status, chunked ? chunks() : text(length));
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int length = size(); length > 0; length = size()) {
            all.append(text(length));
            wire.line();
        }
        wire.line();
        return all.toString();
    }

    private int size() throws IOException {
        return Integer.parseInt(wire.line().split(";", 2)[0].strip(), 16);
    }

    private String text(int length) throws IOException {
        return new String(wire.octets(length), StandardCharsets.UTF_8);
    }
}
