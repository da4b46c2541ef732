package com.meeshy.presence.server.config;

import com.meeshy.presence.live.authentication.Secret;
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
/// @param limitLoopback whether limits for each address bind this machine as well (decision 0006)
/// @param metricsToken opens `/metrics` to other machines; null: to none, unless there is a management port
/// @param managementPort a second port for `/metrics` and `/health`, and then the only one for `/metrics`; 0: none
public record HttpSettings(
        String host,
        int port,
        List<String> corsOrigins,
        @Nullable String publicDirectory,
        boolean trustProxy,
        boolean limitLoopback,
        @Nullable Secret metricsToken,
        int managementPort) {

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw SettingsException.of(Setting.PORT, port, "choose a port between 0 (any free one) and 65535");
        }
        if (managementPort != 0 && managementPort == port) {
            throw SettingsException.of(Setting.MANAGEMENT_PORT, managementPort, "it is the same as PORT");
        }
        corsOrigins = List.copyOf(corsOrigins);
        corsOrigins.forEach(HttpSettings::requireOrigin);
        if (corsOrigins.contains("*") && corsOrigins.size() > 1) {
            throw SettingsException.of(
                    Setting.CORS_ORIGINS, String.join(",", corsOrigins), "\"*\" already means every origin, keep one");
        }
    }

    static int managementPort(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The sentence below says it.
        }
        throw SettingsException.of(Setting.MANAGEMENT_PORT, text, "choose a port between 1 and 65535");
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
