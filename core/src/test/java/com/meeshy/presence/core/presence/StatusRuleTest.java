package com.meeshy.presence.core.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// SPEC §2, by the vectors that the client package is held to as well.
class StatusRuleTest {
    @TestFactory
    Stream<DynamicTest> answersEveryVectorOfTheContract() throws IOException {
        JsonNode contract = new ObjectMapper()
                .readTree(Path.of("../contract/status-vectors.json").toFile());
        Instant now = Instant.parse(contract.get("serverTime").asText());
        StatusRule rule = new StatusRule(
                Duration.ofMillis(contract.at("/thresholds/onlineMs").asLong()),
                Duration.ofMillis(contract.at("/thresholds/awayMs").asLong()));
        return contract.get("vectors")
                .valueStream()
                // The option belongs to the viewer: the server has no say in it.
                .filter(vector -> !vector.has("disconnectedAs"))
                .map(vector -> dynamicTest(
                        vector.get("name").asText(),
                        () -> assertThat(rule.statusOf(
                                        vector.get("isOnline").asBoolean(),
                                        instantOrNull(vector.get("lastActiveAt")),
                                        now))
                                .hasToString(vector.get("expect").asText().toUpperCase(java.util.Locale.ROOT))));
    }

    @Test
    void refusesThresholdsInTheWrongOrder() {
        assertThatThrownBy(() -> new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(4)))
                .hasMessageContaining("must not be shorter than the online threshold");
        assertThatThrownBy(() -> new StatusRule(Duration.ZERO, Duration.ofMinutes(4)))
                .hasMessageContaining("must be positive");
    }

    private static @Nullable Instant instantOrNull(JsonNode text) {
        try {
            return text.isNull() ? null : Instant.parse(text.asText());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
