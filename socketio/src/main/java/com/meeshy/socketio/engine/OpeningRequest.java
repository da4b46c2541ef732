package com.meeshy.socketio.engine;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The HTTP request that opened a session, kept in little memory: all headers in one string of one byte per
/// character.
///
/// @param headers `name:value\n` for each header, names in lower case
/// @param uri path and query as they came
public record OpeningRequest(
        String headers, String uri, InetSocketAddress remoteAddress, int protocol, String transport) {

    static String compact(HttpHeaders headers) {
        StringBuilder all = new StringBuilder(256);
        for (Map.Entry<String, String> header : headers) {
            all.append(header.getKey().toLowerCase(Locale.ROOT))
                    .append(':')
                    .append(header.getValue())
                    .append('\n');
        }
        return all.toString();
    }

    /// The first value of a header, name in any case.
    public @Nullable String header(String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        int at = headers.startsWith(start) ? 0 : headers.indexOf("\n" + start) + 1;
        if (at == 0 && !headers.startsWith(start)) {
            return null;
        }
        return headers.substring(at + start.length(), headers.indexOf('\n', at));
    }

    /// The first value of a query parameter.
    public @Nullable String query(String name) {
        return query(uri, name);
    }

    public static @Nullable String query(String uri, String name) {
        try {
            List<String> values = new QueryStringDecoder(uri).parameters().get(name);
            return values == null || values.isEmpty() ? null : values.getFirst();
        } catch (IllegalArgumentException e) {
            return null; // bad percent encoding
        }
    }

    /// The same without headers and query.
    OpeningRequest forgotten() {
        return new OpeningRequest("", "", remoteAddress, protocol, transport);
    }
}
