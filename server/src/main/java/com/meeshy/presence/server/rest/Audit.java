package com.meeshy.presence.server.rest;

import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.server.rest.Access.Who;
import com.meeshy.presence.server.telemetry.AuditLog;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.stream.Collectors;

/// Every action of an administrator leaves one `AUDIT` line: who, what, on whom, with what outcome, from where. It goes
/// by the route, so an action cannot be forgotten. Outermost: a refusal is an outcome too.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Audit {
    private static final String DETAILS = "com.meeshy.presence.audit";

    private final ClientAddress clientAddress;
    private final Limits limits;

    Audit(ClientAddress clientAddress, Limits limits) {
        this.clientAddress = clientAddress;
        this.limits = limits;
    }

    /// What the action did, for its line.
    static void describe(HttpRequest<?> request, String details) {
        request.setAttribute(DETAILS, details);
    }

    @ResponseFilter
    void write(HttpRequest<?> request, MutableHttpResponse<?> response) {
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (route == null || request.getMethod() == HttpMethod.GET || !isForAdmins(route)) {
            return;
        }
        String address = clientAddress.of(request);
        if (isWorthALine(response, address)) {
            AuditLog.write(action(route), operator(request), address, outcome(response), details(request, route));
        }
    }

    private static boolean isForAdmins(RouteMatch<?> route) {
        return route.getRouteInfo()
                        .getAnnotationMetadata()
                        .enumValue(Access.class, Who.class)
                        .orElse(null)
                == Who.ADMIN;
    }

    /// What strangers try is told elsewhere; who is known and refused can fill no log.
    private boolean isWorthALine(MutableHttpResponse<?> response, String address) {
        return switch (response.status()) {
            case UNAUTHORIZED, TOO_MANY_REQUESTS -> false;
            case FORBIDDEN ->
                limits.take(Limit.AUDITED_REFUSALS, address).isZero()
                        && limits.take(Limit.ALL_AUDITED_REFUSALS, "all").isZero();
            default -> true;
        };
    }

    private static String action(RouteMatch<?> route) {
        return route.getRouteInfo()
                .getAnnotationMetadata()
                .stringValue(Audited.class)
                .orElseGet(() -> route.getRouteInfo().toString());
    }

    private static String operator(HttpRequest<?> request) {
        Verified verified =
                request.getAttribute(AccessFilter.CALLER, Verified.class).orElse(null);
        if (verified != null) {
            return verified.username() + "(" + verified.id().text() + ")";
        }
        return request.getAttribute(AccessFilter.BY_KEY).isPresent() ? "admin-key" : "unknown";
    }

    private static String outcome(MutableHttpResponse<?> response) {
        if (response.code() < HttpStatus.BAD_REQUEST.getCode()) {
            return "ok";
        }
        return switch (response.body()) {
            case Answers.Failure failure -> failure.code();
            case Answers.AccessFailure failure -> failure.code();
            case null, default -> Integer.toString(response.code());
        };
    }

    private static String details(HttpRequest<?> request, RouteMatch<?> route) {
        String target = route.getVariableValues().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        String details = request.getAttribute(DETAILS, String.class).orElse("");
        return (target + " " + details).strip();
    }
}
