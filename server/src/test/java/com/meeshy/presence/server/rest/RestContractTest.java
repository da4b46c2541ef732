package com.meeshy.presence.server.rest;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static com.meeshy.presence.server.rest.RunningGateway.BOB;
import static com.meeshy.presence.server.wire.WireExamples.assertShape;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.server.rest.RunningGateway.Answer;
import com.meeshy.presence.server.wire.WireExamples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every route with an example in `contract/wire` answers in its form.
@NullUnmarked
class RestContractTest {
    private static final Instant WHOLE_SECOND = Instant.parse("2026-01-15T09:00:00Z");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> each_example() {
        return WireExamples.all().entrySet().stream()
                .filter(example -> example.getValue().has("rest"))
                .map(example -> DynamicTest.dynamicTest(
                        example.getKey(), () -> answersAs(example.getKey(), example.getValue())));
    }

    private void answersAs(String file, JsonNode example) {
        String[] route = example.path("rest").textValue().split(" ", 2);
        String path = route[1].replace("{id}", "team").replace("{linkId}", "mshy_demo");
        JsonNode request = example.get("request");
        try (RunningGateway gateway = new RunningGateway(folder.resolve(file), "DEMO", "true").withPeople()) {
            Answer answer = gateway.send(
                    route[0],
                    path,
                    request == null ? null : request.toString(),
                    "Authorization",
                    "Bearer " + gateway.token(ALICE));

            assertThat(answer.status())
                    .as(answer.text())
                    .isEqualTo(example.path("status").intValue());
            assertShape("body", example.path("body"), answer.json());
        }
    }

    @Test
    void every_moment_has_three_digits_of_a_second() {
        try (RunningGateway gateway = new RunningGateway(folder).withPeople()) {
            ParticipantId bob = ParticipantId.registered(ObjectId.parse(BOB));
            gateway.live.put(
                    bob, new PresenceView(bob, "Bob", true, WHOLE_SECOND.plusNanos(7_000_000), WHOLE_SECOND, 7));
            JsonNode shown = gateway.getAs(ALICE, "/api/users/" + BOB).data();

            assertThat(shown.path("lastSeen").textValue()).isEqualTo("2026-01-15T09:00:00.000Z");
            assertThat(shown.path("lastActiveAt").textValue()).isEqualTo("2026-01-15T09:00:00.007Z");
        }
    }

    @Test
    void the_name_shown_is_the_same_everywhere_and_the_account_has_its_own() {
        try (RunningGateway gateway = new RunningGateway(folder).withPeople()) {
            JsonNode listed = gateway.getAs(ALICE, "/api/conversations/team/participants?search=bob")
                    .data()
                    .path("participants")
                    .get(0);

            assertThat(listed.path("username").textValue()).isEqualTo("Bob");
            assertThat(listed.path("accountName").textValue()).isEqualTo("bob");
            assertThat(gateway.getAs(ALICE, "/api/users/" + BOB)
                            .data()
                            .path("username")
                            .textValue())
                    .isEqualTo("Bob");
        }
    }
}
