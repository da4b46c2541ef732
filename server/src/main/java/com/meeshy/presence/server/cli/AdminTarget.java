package com.meeshy.presence.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.server.config.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The running gateway that a command talks to: the options `--url` and `--admin-key`, and the calls.
final class AdminTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY_HEADER = "X-Admin-Key";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Map<String, String> environment;

    @Option(names = "--url", description = "Where the gateway is (http://localhost and the PORT of the environment).")
    private @Nullable String url;

    @Option(names = "--admin-key", description = "The admin key (ADMIN_KEY of the environment).")
    private @Nullable String adminKey;

    AdminTarget(Map<String, String> environment) {
        this.environment = environment;
    }

    /// @return the `data` of the answer, as readable JSON
    /// @throws CommandFailure with the gateway's own sentence
    String call(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri() + path));
        request.method(method, body).header("Content-Type", "application/json").timeout(PATIENCE);
        String key = key();
        if (!key.isEmpty()) {
            request.header(KEY_HEADER, key);
        }
        return data(send(request.build()));
    }

    /// The address of the gateway.
    ///
    /// @throws CommandFailure when it is none
    URI uri() {
        try {
            URI uri = URI.create(base());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The sentence below says it.
        }
        throw new CommandFailure("--url is \"" + base() + "\": write an address like http://localhost:8000.");
    }

    /// The admin key; empty when none is known.
    String key() {
        return adminKey != null ? adminKey : setting(Setting.ADMIN_KEY);
    }

    CommandFailure unreachable() {
        return new CommandFailure("No gateway answers at " + base() + ": start one, or give its address with --url.");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private String data(HttpResponse<String> response) {
        JsonNode answer = parsed(response.body());
        if (response.statusCode() / 100 == 2) {
            return answer.path("data").toPrettyString();
        }
        if (response.statusCode() == 401 || response.statusCode() == 403) {
            throw new CommandFailure("The gateway wants its admin key ("
                    + answer.path("error").asText() + "): set ADMIN_KEY or give --admin-key.");
        }
        StringBuilder sentence = new StringBuilder("The gateway answered " + response.statusCode() + ": "
                + answer.path("error").asText());
        for (JsonNode problem : answer.path("problems")) {
            sentence.append("\n  ")
                    .append(problem.path("path").asText())
                    .append(": ")
                    .append(problem.path("remedy").asText());
        }
        throw new CommandFailure(sentence.toString());
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CommandFailure("What answers there is no gateway: it does not speak JSON.");
        }
    }

    String base() {
        if (url != null) {
            return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        }
        String port = setting(Setting.PORT);
        return "http://localhost:" + (port.isEmpty() ? Setting.PORT.fallback() : port);
    }

    private String setting(Setting setting) {
        return environment.getOrDefault(setting.name(), "").strip();
    }
}
