package com.meeshy.presence.server.config;

import com.meeshy.presence.live.admission.DurationText;
import com.meeshy.presence.live.admission.Limit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings as lines for the start of the log. Secrets show only whether they are set.
final class SettingsText {
    private SettingsText() {}

    static String of(Settings settings) {
        StringBuilder text = new StringBuilder();
        values(settings)
                .forEach((setting, value) ->
                        text.append(setting).append('=').append(value).append('\n'));
        for (Limit limit : Limit.values()) {
            text.append(limit).append('=').append(settings.limits().text(limit)).append('\n');
        }
        return text.append("A lost client is noticed within ")
                .append(DurationText.of(settings.detectionBound()))
                .append(" (PING_INTERVAL + PING_TIMEOUT + OFFLINE_GRACE)")
                .toString();
    }

    private static Map<Setting, String> values(Settings settings) {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        HttpSettings http = settings.http();
        values.put(Setting.HOST, http.host());
        values.put(Setting.PORT, Integer.toString(http.port()));
        values.put(
                Setting.CORS_ORIGINS,
                http.corsOrigins().isEmpty() ? "(same origin only)" : String.join(",", http.corsOrigins()));
        values.put(Setting.PUBLIC_DIR, http.publicDirectory() == null ? "(built in)" : http.publicDirectory());
        values.put(Setting.TRUST_PROXY, Boolean.toString(http.trustProxy()));
        values.put(Setting.LIMIT_LOOPBACK, Boolean.toString(http.limitLoopback()));
        values.put(Setting.METRICS_TOKEN, shown(http.metricsToken()));
        values.put(
                Setting.MANAGEMENT_PORT,
                http.managementPort() == 0 ? "(none)" : Integer.toString(http.managementPort()));
        AccessSettings access = settings.access();
        values.put(Setting.JWT_SECRET, shown(access.jwtSecret()));
        values.put(Setting.JWT_JWKS_URL, shown(access.jwksUrl()));
        values.put(Setting.ADMIN_KEY, shown(access.adminKey()));
        StorageSettings storage = settings.storage();
        values.put(Setting.DATA_DIR, storage.dataDirectory().toString());
        values.put(Setting.MONGODB_URI, shown(storage.mongoUri()));
        values.put(Setting.HASH_GUEST_TOKENS, Boolean.toString(storage.hashGuestTokens()));
        values.put(Setting.REDIS_URI, shown(storage.redisUri()));
        putTimings(values, settings);
        OperationsSettings operations = settings.operations();
        values.put(Setting.NODE_ID, operations.node().value());
        values.put(Setting.LOG_LEVEL, operations.logLevel());
        values.put(Setting.LOG_FORMAT, operations.logFormat());
        values.put(Setting.DEMO, Boolean.toString(operations.demo()));
        return values;
    }

    private static void putTimings(Map<Setting, String> values, Settings settings) {
        SocketSettings sockets = settings.sockets();
        values.put(Setting.PING_INTERVAL, time(sockets.pingInterval()));
        values.put(Setting.PING_TIMEOUT, time(sockets.pingTimeout()));
        values.put(Setting.CONNECT_TIMEOUT, time(sockets.connectTimeout()));
        PresenceSettings presence = settings.presence();
        values.put(Setting.ONLINE_THRESHOLD, time(presence.onlineThreshold()));
        values.put(Setting.AWAY_THRESHOLD, time(presence.awayThreshold()));
        values.put(Setting.ACTIVITY_THROTTLE, time(presence.activityThrottle()));
        values.put(Setting.OFFLINE_GRACE, time(presence.offlineGrace()));
        values.put(Setting.RELOAD_GRACE, time(presence.reloadGrace()));
        values.put(Setting.DRAIN_GRACE, time(presence.drainGrace()));
        values.put(Setting.LARGE_CONVERSATION, Integer.toString(presence.largeConversation()));
        values.put(Setting.DIGEST_INTERVAL, time(presence.digestInterval()));
        values.put(Setting.DIRECTORY_CHECK, time(settings.operations().directoryCheck()));
        values.put(Setting.MAINTENANCE_INTERVAL, time(settings.operations().maintenanceInterval()));
        values.put(Setting.ZOMBIE_THRESHOLD, time(settings.operations().zombieThreshold()));
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "(not set)" : value.toString();
    }

    private static String time(Duration value) {
        return DurationText.of(value);
    }
}
