package com.meeshy.presence.server.rest;

import com.meeshy.presence.server.rest.Access.Who;
import com.meeshy.presence.server.rest.HealthPart.Condition;
import com.meeshy.presence.server.rest.HealthPart.State;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the machines around the gateway ask: does it live, may it get traffic, how does it do.
@Access(Who.ANYBODY)
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class OperationsController {
    private static final Logger LOG = LoggerFactory.getLogger(OperationsController.class);
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Operations operations;

    OperationsController(Operations operations) {
        this.operations = operations;
    }

    /// The process runs.
    @Get("/health/live")
    LifeBody live() {
        return new LifeBody("UP");
    }

    /// Ready for traffic, perhaps with less than the whole service; 503 as soon as one part is down.
    @Get(uris = {"/health/ready", "/health"})
    HttpResponse<ReadyBody> ready() {
        Map<String, PartBody> parts = new LinkedHashMap<>();
        Condition worst = Condition.UP;
        for (HealthPart part : operations.health()) {
            State state = look(part);
            worst = worst.compareTo(state.condition()) > 0 ? worst : state.condition();
            parts.put(part.name(), new PartBody(state.condition(), state.detail()));
        }
        ReadyBody body = new ReadyBody(worst, parts);
        return worst == Condition.DOWN
                ? HttpResponse.<ReadyBody>status(HttpStatus.SERVICE_UNAVAILABLE).body(body)
                : HttpResponse.ok(body);
    }

    /// The metrics, as Prometheus reads them.
    @Access(Who.METRICS)
    @Get("/metrics")
    @Produces(PROMETHEUS_TEXT)
    String metrics() {
        return operations.metrics().text();
    }

    private static State look(HealthPart part) {
        try {
            return part.check().look();
        } catch (RuntimeException e) {
            LOG.warn("HEALTH check failed, part={}: {}", part.name(), e.toString());
            LOG.debug("HEALTH check failed", e);
            return State.down("does not answer");
        }
    }

    record LifeBody(String status) {}

    record ReadyBody(Condition status, Map<String, PartBody> parts) {}

    record PartBody(Condition status, @Nullable String detail) {}
}
