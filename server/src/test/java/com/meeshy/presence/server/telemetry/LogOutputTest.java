package com.meeshy.presence.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.server.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@NullUnmarked
class LogOutputTest {
    private static final Logger LOG = LoggerFactory.getLogger("gateway");

    private final PrintStream standard = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setOut(standard);
        apply("info", "text");
    }

    private static void apply(String level, String format) {
        LogOutput.apply(Settings.from(Map.of(
                        "JWT_SECRET", "0123456789abcdef0123456789abcdef", "LOG_LEVEL", level, "LOG_FORMAT", format))
                .operations());
    }

    private String lines(String level, String format) {
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        apply(level, format);
        LOG.debug("USER_STATUS hidden");
        LOG.atInfo().addKeyValue("participant", "user:1").log("USER_STATUS changed to {}", "online");
        LogOutput.close();
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void text_is_one_line_with_its_keys() {
        assertThat(lines("info", "text"))
                .contains("INFO  gateway USER_STATUS changed to online participant=\"user:1\"");
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("hidden");
    }

    @Test
    void json_is_one_object_a_line() throws Exception {
        String line = lines("info", "json").strip();
        JsonNode entry = new ObjectMapper().readTree(line);

        assertThat(line).doesNotContain("\n");
        assertThat(entry.path("level").textValue()).isEqualTo("INFO");
        assertThat(entry.path("formattedMessage").textValue()).isEqualTo("USER_STATUS changed to online");
        assertThat(entry.path("kvpList").get(0).path("participant").textValue()).isEqualTo("user:1");
    }

    @Test
    void the_level_lets_more_through() {
        assertThat(lines("debug", "text")).contains("hidden");
    }
}
