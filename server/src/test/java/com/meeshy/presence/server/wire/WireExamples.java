package com.meeshy.presence.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/// The examples of `contract/wire`, and what it means that something has the shape of one: every field of the
/// example is there with the same kind of value. More fields are harmless.
@NullUnmarked
public final class WireExamples {
    private static final Path FOLDER = Path.of("..", "contract", "wire");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");
    private static final Set<String> NULLABLE = nullable();

    private WireExamples() {}

    /// By file name, in order.
    public static Map<String, JsonNode> all() {
        Map<String, JsonNode> examples = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                examples.put(file.getFileName().toString(), JSON.readTree(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return examples;
    }

    public static void assertShape(String where, JsonNode example, JsonNode actual) {
        switch (example.getNodeType()) {
            case OBJECT -> {
                assertThat(actual.isObject())
                        .as("%s is an object: %s", where, actual)
                        .isTrue();
                example.properties()
                        .forEach(field -> assertField(
                                where + "." + field.getKey(),
                                field.getKey(),
                                field.getValue(),
                                actual.get(field.getKey())));
            }
            case ARRAY -> {
                assertThat(actual.isArray())
                        .as("%s is a list: %s", where, actual)
                        .isTrue();
                assertThat(actual).as("%s shows something", where).isNotEmpty();
                actual.forEach(each -> assertShape(where + "[]", example.get(0), each));
            }
            default -> assertValue(where, example, actual);
        }
    }

    private static void assertField(String where, String name, JsonNode example, JsonNode actual) {
        assertThat(actual).as("%s is there", where).isNotNull();
        boolean mayBeNull = NULLABLE.contains(name);
        if (!(mayBeNull && (example.isNull() || actual.isNull()))) {
            assertShape(where, example, actual);
        } else if (!actual.isNull()) {
            assertThat(actual.asText()).as("%s is a moment", where).matches(MOMENT);
        }
    }

    private static void assertValue(String where, JsonNode example, JsonNode actual) {
        assertThat(actual.getNodeType()).as("kind of %s: %s", where, actual).isEqualTo(example.getNodeType());
        for (Pattern form : Set.of(MOMENT, ID)) {
            if (example.isTextual() && form.matcher(example.textValue()).matches()) {
                assertThat(actual.textValue()).as(where).matches(form);
            }
        }
    }

    /// Fields that are null in one of the examples, all of them moments.
    private static Set<String> nullable() {
        Set<String> names = new HashSet<>();
        all().values().forEach(example -> collectNull(example, names));
        return names;
    }

    private static void collectNull(JsonNode node, Set<String> names) {
        node.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                names.add(field.getKey());
            }
        });
        node.forEach(child -> collectNull(child, names));
    }
}
