package com.meeshy.presence.server.rest;

import com.meeshy.presence.server.rest.Access.Who;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The description of these routes, for machines and for people.
@Access(Who.ANYBODY)
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Meeshy Presence",
                        version = "1",
                        description = "Who is online, away or offline. Every address below /api is also below /api/v1. "
                                + "Each route names the credentials that open it, of which one is enough; the "
                                + "token of Maintenance and Directory is an administrator's."))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
@SecurityScheme(
        name = "session",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-Session-Token")
@SecurityScheme(
        name = "adminKey",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.HEADER,
        paramName = "X-Admin-Key")
final class DocumentationController {
    private static final String DESCRIPTION = "/META-INF/swagger/meeshy-presence.json";
    private static final String PAGE = "/docs/index.html";

    /// This description, in the form of OpenAPI 3.1.
    @Get("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    String description() {
        return text(DESCRIPTION);
    }

    /// A page to read it.
    @Get("/docs")
    @Produces(MediaType.TEXT_HTML)
    String page() {
        return text(PAGE);
    }

    private static String text(String resource) {
        try (InputStream content =
                Objects.requireNonNull(DocumentationController.class.getResourceAsStream(resource), resource)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
