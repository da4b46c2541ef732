package com.meeshy.presence.server.config;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.live.LiveSettings;
import com.meeshy.presence.live.admission.DurationText;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.WrongLimit;
import com.meeshy.presence.live.authentication.Secret;
import com.meeshy.presence.live.authentication.Signatures;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Everything the operator decided. Immutable and valid: an invalid tree cannot be built.
public record Settings(
        HttpSettings http,
        AccessSettings access,
        StorageSettings storage,
        SocketSettings sockets,
        LimitSettings limits,
        PresenceSettings presence,
        OperationsSettings operations) {

    private static final Duration PROMISED_DETECTION = Duration.ofSeconds(70);

    /// Reads the tree from environment variables, and from the file that `CONFIG_FILE` names, if any.
    ///
    /// @throws SettingsException one sentence about the first setting that cannot be used
    public static Settings from(Map<String, String> environment) {
        SettingsSource source = SettingsSource.of(environment);
        return new Settings(
                http(source),
                access(source),
                storage(source),
                sockets(source),
                limits(source),
                presence(source),
                operations(source));
    }

    /// What of it decides about people who are connected.
    ///
    /// @param version of this software
    public LiveSettings live(String version) {
        return new LiveSettings(
                operations.node(),
                version,
                presence.rules(),
                Signatures.of(access.jwtSecret(), access.jwksUrl()),
                limits,
                presence.largeConversation(),
                presence.drainGrace(),
                sockets.connectTimeout(),
                sockets.pingInterval(),
                new LiveSettings.Upkeep(
                        presence.digestInterval(),
                        operations.directoryCheck(),
                        operations.maintenanceInterval(),
                        operations.zombieThreshold()));
    }

    /// How long a crashed client can be shown as online, at most.
    public Duration detectionBound() {
        return sockets.pingInterval().plus(sockets.pingTimeout()).plus(presence.offlineGrace());
    }

    /// The effective settings, one `NAME=value` per line, secrets redacted, and the detection bound.
    public String describe() {
        return SettingsText.of(this);
    }

    /// Sentences about settings that work but are unwise, to be logged at start.
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Secret secret = access.jwtSecret();
        if (secret != null && secret.bytes().length < AccessSettings.SAFE_SECRET_BYTES) {
            warnings.add(
                    "JWT_SECRET is shorter than 32 bytes: whoever sees one token can find it by trying; use a longer"
                            + " one here and where the tokens are made.");
        }
        Secret key = access.adminKey();
        if (key != null && key.bytes().length < AccessSettings.SAFE_ADMIN_KEY_BYTES) {
            warnings.add("ADMIN_KEY is shorter than 16 bytes: it can be found by trying; use a longer one.");
        }
        Secret metrics = http.metricsToken();
        if (metrics != null && metrics.bytes().length < AccessSettings.SAFE_ADMIN_KEY_BYTES) {
            warnings.add("METRICS_TOKEN is shorter than 16 bytes: it can be found by trying; use a longer one.");
        }
        if (detectionBound().compareTo(PROMISED_DETECTION) >= 0) {
            warnings.add("PING_INTERVAL + PING_TIMEOUT + OFFLINE_GRACE is " + DurationText.of(detectionBound())
                    + ": a crashed client is shown as online for longer than the promised 70s; shorten them.");
        }
        if (storage.redisUri() != null && storage.mongoUri() == null) {
            warnings.add(
                    "REDIS_URI is set without MONGODB_URI: the nodes do not share their data; set MONGODB_URI too.");
        }
        if (operations.demo()) {
            warnings.add("DEMO is on: anybody can sign in as any demo person; never do this with real people.");
        }
        return warnings;
    }

    private static LimitSettings limits(SettingsSource source) {
        try {
            return LimitSettings.of(source::text);
        } catch (WrongLimit e) {
            throw new SettingsException(String.valueOf(e.getMessage()), e);
        }
    }

    private static HttpSettings http(SettingsSource source) {
        return new HttpSettings(
                source.required(Setting.HOST),
                source.integer(Setting.PORT),
                source.list(Setting.CORS_ORIGINS),
                source.text(Setting.PUBLIC_DIR),
                source.flag(Setting.TRUST_PROXY),
                source.flag(Setting.LIMIT_LOOPBACK),
                source.secret(Setting.METRICS_TOKEN),
                HttpSettings.managementPort(source.text(Setting.MANAGEMENT_PORT)));
    }

    private static AccessSettings access(SettingsSource source) {
        return new AccessSettings(
                source.secret(Setting.JWT_SECRET),
                AccessSettings.jwksUrl(source.text(Setting.JWT_JWKS_URL)),
                source.secret(Setting.ADMIN_KEY));
    }

    private static StorageSettings storage(SettingsSource source) {
        return new StorageSettings(
                StorageSettings.directory(source.required(Setting.DATA_DIR)),
                source.secret(Setting.MONGODB_URI),
                source.flag(Setting.HASH_GUEST_TOKENS),
                source.secret(Setting.REDIS_URI));
    }

    private static SocketSettings sockets(SettingsSource source) {
        return new SocketSettings(
                source.duration(Setting.PING_INTERVAL),
                source.duration(Setting.PING_TIMEOUT),
                source.duration(Setting.CONNECT_TIMEOUT));
    }

    private static PresenceSettings presence(SettingsSource source) {
        return new PresenceSettings(
                source.duration(Setting.ONLINE_THRESHOLD),
                source.duration(Setting.AWAY_THRESHOLD),
                source.duration(Setting.ACTIVITY_THROTTLE),
                source.duration(Setting.OFFLINE_GRACE),
                source.duration(Setting.RELOAD_GRACE),
                source.duration(Setting.DRAIN_GRACE),
                source.integer(Setting.LARGE_CONVERSATION),
                source.duration(Setting.DIGEST_INTERVAL));
    }

    private static OperationsSettings operations(SettingsSource source) {
        String name = source.text(Setting.NODE_ID);
        return new OperationsSettings(
                new NodeId(name == null ? generatedName() : name),
                source.duration(Setting.DIRECTORY_CHECK),
                source.duration(Setting.MAINTENANCE_INTERVAL),
                source.duration(Setting.ZOMBIE_THRESHOLD),
                source.required(Setting.LOG_LEVEL).toLowerCase(Locale.ROOT),
                source.required(Setting.LOG_FORMAT).toLowerCase(Locale.ROOT),
                source.flag(Setting.DEMO));
    }

    /// A restart is a new node, so the name is new each time.
    private static String generatedName() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        return "node-" + HexFormat.of().formatHex(random);
    }
}
