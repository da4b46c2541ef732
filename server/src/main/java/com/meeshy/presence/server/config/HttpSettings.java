package com.meeshy.presence.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The one port for REST, Socket.IO and the web page.
///
/// @param port 0 lets the system choose
/// @param corsOrigins origins of other sites whose pages may call; empty: same origin only; `*`: any
/// @param publicDirectory a folder of web files that replaces the built-in page, or null
/// @param trustProxy whether `X-Forwarded-For` tells the address of a client
public record HttpSettings(
        String host,
        int port,
        List<String> corsOrigins,
        @Nullable String publicDirectory,
        boolean trustProxy) {

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw SettingsException.of(Setting.PORT, port, "choose a port between 0 (any free one) and 65535");
        }
        corsOrigins = List.copyOf(corsOrigins);
        corsOrigins.forEach(HttpSettings::requireOrigin);
        if (corsOrigins.contains("*") && corsOrigins.size() > 1) {
            throw SettingsException.of(
                    Setting.CORS_ORIGINS, String.join(",", corsOrigins), "\"*\" already means every origin, keep one");
        }
    }

    private static void requireOrigin(String origin) {
        if (origin.equals("*")) {
            return;
        }
        try {
            URI uri = new URI(origin);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String path = uri.getPath() == null ? "" : uri.getPath();
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && path.isEmpty()) {
                return;
            }
        } catch (URISyntaxException e) {
            // The sentence below says it.
        }
        throw SettingsException.of(
                Setting.CORS_ORIGINS, origin, "write origins like https://app.example.org, separated by commas");
    }
}
