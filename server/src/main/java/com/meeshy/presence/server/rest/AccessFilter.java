package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.authentication.AdminKey;
import com.meeshy.presence.live.authentication.Authenticator;
import com.meeshy.presence.live.authentication.CredentialTries;
import com.meeshy.presence.live.authentication.Credentials;
import com.meeshy.presence.live.authentication.Fields;
import com.meeshy.presence.live.authentication.Rejected;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.server.config.HttpSettings;
import com.meeshy.presence.server.rest.Access.Who;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one door of REST. It goes by the route that will really be called and its [Access], never by the text of
/// the path, so no spelling of a path gets around it. What is no route (a file, an unknown address) needs no
/// credentials.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter {
    static final String CALLER = "com.meeshy.presence.caller";
    static final String BY_KEY = "com.meeshy.presence.by-key";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);

    private final Authenticator authenticator;
    private final ActivitySink activity;
    private final AdminKey adminKey;
    private final CredentialTries tries;
    private final ClientAddress clientAddress;
    private final MetricsDoor metrics;

    AccessFilter(
            Authenticator authenticator,
            ActivitySink activity,
            AdminKey adminKey,
            CredentialTries tries,
            ClientAddress clientAddress,
            HttpSettings settings) {
        this.authenticator = authenticator;
        this.activity = activity;
        this.adminKey = adminKey;
        this.tries = tries;
        this.clientAddress = clientAddress;
        this.metrics = new MetricsDoor(settings, tries, clientAddress);
    }

    /// @return the refusal, or null to go on
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> enter(HttpRequest<?> request) {
        if (metrics.isElsewhere(request)) {
            return Answers.nothingAt(request.getPath());
        }
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (route == null) {
            return null;
        }
        Who who = route.getRouteInfo()
                .getAnnotationMetadata()
                .enumValue(Access.class, Who.class)
                .orElse(Who.PARTICIPANT);
        if (who == Who.ANYBODY) {
            return null;
        }
        if (who == Who.METRICS) {
            return metrics.enter(request);
        }
        String key = request.getHeaders().get(AdminKey.HEADER);
        if (who == Who.ADMIN && key != null) {
            return unlock(request, clientAddress.of(request), key);
        }
        return authenticate(request, who);
    }

    private @Nullable HttpResponse<?> unlock(HttpRequest<?> request, String address, String key) {
        Duration wait = tries.untilRoom(address, key);
        if (wait.isPositive()) {
            return Answers.triedTooOften(wait);
        }
        if (!adminKey.opens(key)) {
            return wrong(address, key, denied("Invalid admin key"));
        }
        tries.right(key);
        request.setAttribute(BY_KEY, true);
        return null;
    }

    private @Nullable HttpResponse<?> authenticate(HttpRequest<?> request, Who who) {
        Credentials credentials = Credentials.of(request.getHeaders()::get, Fields.NONE);
        String address = clientAddress.of(request);
        Duration wait = tries.untilRoom(address, credentials);
        if (wait.isPositive()) {
            return Answers.triedTooOften(wait);
        }
        String offered = credentials.deciding();
        return switch (authenticator.authenticate(credentials)) {
            case Rejected rejected
            when offered != null && rejected.reason().isUnproven() -> wrong(address, offered, refusal(rejected));
            case Rejected rejected -> refusal(rejected);
            case Verified verified -> {
                if (credentials.token() == null && offered != null) {
                    tries.right(offered);
                }
                yield admit(request, verified, who);
            }
        };
    }

    private HttpResponse<?> wrong(String address, String offered, HttpResponse<?> refusal) {
        Duration wait = tries.wrong(address, offered);
        return wait.isPositive() ? Answers.triedTooOften(wait) : refusal;
    }

    private @Nullable HttpResponse<?> admit(HttpRequest<?> request, Verified verified, Who who) {
        request.setAttribute(CALLER, verified);
        if (who == Who.ADMIN && verified.id().isAnonymous()) {
            return Answers.accessFailure(HttpStatus.FORBIDDEN, "REGISTERED_USER_REQUIRED", "Registered user required");
        }
        if (who == Who.ADMIN && !verified.isAdmin()) {
            return denied("Permission denied");
        }
        reportActivity(verified.id());
        return null;
    }

    private void reportActivity(ParticipantId id) {
        try {
            activity.touched(id);
        } catch (RuntimeException e) {
            LOG.error("USER_STATUS activity lost, participant={}: {}", id, e.toString());
            LOG.debug("USER_STATUS activity lost", e);
        }
    }

    private static HttpResponse<?> denied(String error) {
        return Answers.accessFailure(HttpStatus.FORBIDDEN, "PERMISSION_DENIED", error);
    }

    private static HttpResponse<?> refusal(Rejected rejected) {
        if (rejected.reason() == Rejection.UNAVAILABLE) {
            return Answers.failure(HttpStatus.SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE", rejected.message());
        }
        return switch (rejected.offered()) {
            case NOTHING ->
                challenge("AUTH_REQUIRED", "Authentication required").header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case TOKEN ->
                challenge("AUTH_FAILED", "Invalid JWT token").header(HttpHeaders.WWW_AUTHENTICATE, why(rejected));
            case SESSION ->
                challenge("AUTH_FAILED", "Invalid session token").header(HttpHeaders.WWW_AUTHENTICATE, why(rejected));
        };
    }

    private static MutableHttpResponse<Object> challenge(String code, String error) {
        return Answers.accessFailure(HttpStatus.UNAUTHORIZED, code, error);
    }

    /// RFC 6750 §3: the body keeps its historic form, the header says more.
    private static String why(Rejected rejected) {
        return "Bearer error=\"invalid_token\", error_description=\"" + rejected.reason() + "\"";
    }
}
