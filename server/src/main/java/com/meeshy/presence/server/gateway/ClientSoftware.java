package com.meeshy.presence.server.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a client says it runs on, such as `Firefox · Linux`: of the `User-Agent`, only so much that a person
/// can tell their devices apart. The texts are few and shared, so that a connection holds no text of its own.
final class ClientSoftware {
    /// In this order: most browsers also claim to be the ones further down.
    private static final List<Map.Entry<String, String>> PROGRAMS = List.of(
            Map.entry("edg", "Edge"),
            Map.entry("opr/", "Opera"),
            Map.entry("samsungbrowser", "Samsung Internet"),
            Map.entry("firefox", "Firefox"),
            Map.entry("fxios", "Firefox"),
            Map.entry("headlesschrome", "Chrome"),
            Map.entry("chrome", "Chrome"),
            Map.entry("crios", "Chrome"),
            Map.entry("safari", "Safari"),
            Map.entry("okhttp", "okhttp"),
            Map.entry("node", "Node.js"),
            Map.entry("java", "Java"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("android", "Android"),
            Map.entry("iphone", "iPhone"),
            Map.entry("ipad", "iPad"),
            Map.entry("windows", "Windows"),
            Map.entry("mac os", "macOS"),
            Map.entry("cros", "ChromeOS"),
            Map.entry("linux", "Linux"));

    private static final Map<String, String> SHARED = new ConcurrentHashMap<>();

    private ClientSoftware() {}

    /// @param userAgent the header, null when there was none
    /// @return null when it tells nothing that is known here
    static @Nullable String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String text = userAgent.toLowerCase(Locale.ROOT);
        String program = first(PROGRAMS, text);
        String system = first(SYSTEMS, text);
        if (program == null || system == null) {
            return program == null ? system : program;
        }
        String both = program + " · " + system;
        String known = SHARED.putIfAbsent(both, both);
        return known == null ? both : known;
    }

    private static @Nullable String first(List<Map.Entry<String, String>> known, String text) {
        for (Map.Entry<String, String> each : known) {
            if (text.contains(each.getKey())) {
                return each.getValue();
            }
        }
        return null;
    }
}
