package com.meeshy.presence.server.console;

import static com.meeshy.presence.server.console.ConsoleWorld.ALICE;
import static com.meeshy.presence.server.console.ConsoleWorld.BOB;
import static com.meeshy.presence.server.console.ConsoleWorld.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.server.console.ConsoleWorld.Ear;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything a console hears has the fields of its example in `contract/console`, no more and no fewer.
@NullUnmarked
class ConsoleContractTest {
    private static final Path EXAMPLES = Path.of("..", "contract", "console");

    @Test
    void every_event_and_answer_has_the_fields_of_its_example(@TempDir Path folder) throws Exception {
        try (ConsoleWorld world = new ConsoleWorld(folder)) {
            world.person(BOB).client.cut();
            world.console().next("stats", each -> each.path("truth").size() == 2);
            world.person(ALICE);
            world.person(BOB);
            Ear console = world.console(Map.of("token", world.token(ROOT)));

            agree("person-search", console.ask("person:search", Map.of("query", "bob")));
            agree("person-open", console.ask("person:open", Map.of("userId", BOB)));
            agree("maintenance-cleanup", console.ask("maintenance:cleanup", Map.of()));
            JsonNode stats = console.next("stats", ConsoleContractTest::isWhole);
            agree("stats", stats);
            JsonNode welcome = world.console().next("console:welcome");
            agree("welcome", welcome);
            assertThat(welcome.path("history")).as("a console just opened").contains(stats.path("point"));
            agree("person-disconnect", console.ask("person:disconnect", Map.of("userId", BOB)));
            agree("edges", console.next("edges"));
            agree("refused", console.ask("person:open", Map.of("userId", "nobody")));
            world.rest("PATCH", "/api/admin/users/" + ROOT, "{\"isActive\":false}");
            agree("ended", console.next("console:ended"));
        }
    }

    private static boolean isWhole(JsonNode stats) {
        return stats.path("point").isObject()
                && stats.path("cleanup").isObject()
                && !stats.path("nodes").isEmpty();
    }

    private static void agree(String example, JsonNode real) throws IOException {
        JsonNode expected =
                new ObjectMapper().readTree(EXAMPLES.resolve(example + ".json").toFile());
        List<String> differences = new ArrayList<>();
        compare(example, expected, real, differences);
        assertThat(differences).isEmpty();
    }

    /// Fields and kinds of values, not the values. A null says nothing of the kind.
    private static void compare(String where, JsonNode expected, JsonNode real, List<String> differences) {
        if (expected.isNull() || real.isNull()) {
            return;
        }
        if (expected.getNodeType() != real.getNodeType()) {
            differences.add(where + ": " + real.getNodeType() + ", not " + expected.getNodeType());
        } else if (expected.isArray()) {
            if (expected.isEmpty() || real.isEmpty()) {
                differences.add(where + ": empty, so nothing was compared");
            } else {
                compare(where + "[]", expected.get(0), real.get(0), differences);
            }
        } else if (expected.isObject()) {
            expected.properties().forEach(field -> {
                if (real.has(field.getKey())) {
                    compare(where + "." + field.getKey(), field.getValue(), real.get(field.getKey()), differences);
                } else {
                    differences.add(where + "." + field.getKey() + ": missing");
                }
            });
            real.fieldNames().forEachRemaining(name -> {
                if (!expected.has(name)) {
                    differences.add(where + "." + name + ": not in the example");
                }
            });
        }
    }
}
