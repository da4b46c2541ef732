package com.meeshy.presence.server.rest;

import com.meeshy.presence.live.authentication.AdminKey;
import com.meeshy.presence.live.authentication.CredentialTries;
import com.meeshy.presence.server.config.HttpSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may read the metrics, and what the management port serves.
final class MetricsDoor {
    private static final String BEARER = "bearer ";

    /// A proxy on this machine that sets one of them speaks for somebody elsewhere, trusted or not.
    private static final List<String> SIGNS_OF_A_PROXY = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

    private static final Set<String> MANAGED = Set.of("/metrics", "/health", "/health/live", "/health/ready");

    private final HttpSettings settings;
    private final AdminKey token;
    private final CredentialTries tries;
    private final ClientAddress clientAddress;

    MetricsDoor(HttpSettings settings, CredentialTries tries, ClientAddress clientAddress) {
        this.settings = settings;
        this.token = new AdminKey(settings.metricsToken());
        this.tries = tries;
        this.clientAddress = clientAddress;
    }

    /// Whether this address does not exist on the port of the request.
    boolean isElsewhere(HttpRequest<?> request) {
        return isManaged(request) && !MANAGED.contains(request.getPath());
    }

    /// @return the refusal, or null to go on
    @Nullable
    HttpResponse<?> enter(HttpRequest<?> request) {
        if (settings.managementPort() > 0 && !isManaged(request)) {
            return Answers.nothingAt(request.getPath());
        }
        if (isFromHere(request) || (isManaged(request) && settings.metricsToken() == null)) {
            return null;
        }
        String offered = bearer(request);
        String address = clientAddress.of(request);
        if (offered == null || settings.metricsToken() == null) {
            return refusal();
        }
        Duration wait = tries.untilRoom(address, offered);
        if (wait.isPositive()) {
            return Answers.triedTooOften(wait);
        }
        if (token.opens(offered)) {
            tries.right(offered);
            return null;
        }
        Duration late = tries.wrong(address, offered);
        return late.isPositive() ? Answers.triedTooOften(late) : refusal();
    }

    private HttpResponse<?> refusal() {
        return Answers.accessFailure(HttpStatus.UNAUTHORIZED, "AUTH_REQUIRED", "Metrics token required")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"metrics\"");
    }

    private boolean isManaged(HttpRequest<?> request) {
        return settings.managementPort() > 0 && request.getServerAddress().getPort() == settings.managementPort();
    }

    private static boolean isFromHere(HttpRequest<?> request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress()
                && SIGNS_OF_A_PROXY.stream().noneMatch(request.getHeaders()::contains);
    }

    private static @Nullable String bearer(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
