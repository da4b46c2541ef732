package com.meeshy.presence.server.http;

import com.meeshy.presence.server.config.HttpSettings;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.rest.BodyLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Our settings in the words of Micronaut.
final class ServerProperties {
    /// Room for 200 ids in an address, and for large tokens in a header.
    private static final int LONGEST_LINE = 16 * 1024;

    /// Of a body that arrives: what Netty reads at once. Micronaut copies all it has each time it has 16 more
    /// pieces, on the event loop, so an import in pieces of 8 KB would cost it seconds.
    private static final int LARGEST_PIECE = 64 * 1024;

    private static final String MAPPING = "/**";

    /// Our page, and the viewer that comes with the description of the routes.
    private static final List<String> DOCUMENTATION =
            List.of("classpath:docs", "classpath:META-INF/swagger/views/swagger-ui/res");

    private ServerProperties() {}

    static Map<String, Object> of(Settings settings, Map<String, Object> more) {
        HttpSettings http = settings.http();
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("micronaut.application.name", "meeshy-presence");
        properties.put("micronaut.server.host", http.host());
        properties.put("micronaut.server.port", http.port());
        putManagement(properties, http);
        properties.put("micronaut.server.max-request-size", BodyLimit.ORDINARY_BYTES);
        properties.put("micronaut.server.netty.max-header-size", LONGEST_LINE);
        properties.put("micronaut.server.netty.max-initial-line-length", LONGEST_LINE);
        properties.put("micronaut.server.netty.max-chunk-size", LARGEST_PIECE);
        properties.put("micronaut.server.server-header", "");
        properties.put("micronaut.server.date-header", false);
        properties.put("micronaut.netty.event-loops.default.transport", List.of("epoll", "nio"));
        properties.put("micronaut.netty.event-loops.parent.transport", List.of("epoll", "nio"));
        properties.put("micronaut.netty.event-loops.parent.num-threads", 1);
        properties.put("jackson.serialization-inclusion", "ALWAYS");
        properties.put("jackson.serialization.writeDatesAsTimestamps", false);
        putWebPage(properties, http);
        putCors(properties, http);
        return properties;
    }

    /// With a second port both are named; with one Micronaut takes the ordinary one.
    private static void putManagement(Map<String, Object> properties, HttpSettings http) {
        if (http.managementPort() > 0) {
            properties.put("micronaut.server.netty.listeners.main.host", http.host());
            properties.put("micronaut.server.netty.listeners.main.port", http.port());
            properties.put("micronaut.server.netty.listeners.management.host", http.host());
            properties.put("micronaut.server.netty.listeners.management.port", http.managementPort());
        }
    }

    private static void putWebPage(Map<String, Object> properties, HttpSettings http) {
        properties.put("micronaut.router.static-resources.docs.paths", DOCUMENTATION);
        properties.put("micronaut.router.static-resources.docs.mapping", "/docs/**");
        String directory = http.publicDirectory();
        properties.put(
                "micronaut.router.static-resources.web.paths",
                List.of(directory == null ? "classpath:public" : "file:" + directory));
        properties.put("micronaut.router.static-resources.web.mapping", MAPPING);
    }

    private static void putCors(Map<String, Object> properties, HttpSettings http) {
        List<String> origins = http.corsOrigins();
        properties.put("micronaut.server.cors.enabled", !origins.isEmpty());
        properties.put("micronaut.server.cors.localhost-pass-through", true);
        if (!origins.isEmpty() && !origins.contains("*")) {
            properties.put("micronaut.server.cors.configurations.web.allowed-origins", origins);
        }
        if (!origins.isEmpty()) {
            properties.put("micronaut.server.cors.configurations.web.allow-credentials", !origins.contains("*"));
        }
    }
}
