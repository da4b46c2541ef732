package com.meeshy.presence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What is typed after `./meeshy bench`.
class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line = Main.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void helpNamesEveryMeasurementAndOption() {
        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString()).contains("contacts", "storm", "--short", "--profile", "--json", "--html");
    }

    @Test
    void whatIsNotKnownIsSaidAndMeasuresNothing() {
        assertThat(line.execute("core", "--shrot")).isEqualTo(2);
        assertThat(line.execute("speed")).isEqualTo(2);
        assertThat(line.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("--shrot", "speed", "contacts", "MEASUREMENT");
    }

    @Test
    void optionsAreOffUnlessTheyAreTyped() {
        assertThat(Options.of().brief()).isFalse();
        assertThat(Options.of().json()).isNull();
        assertThat(Options.of("--short", "--json", "figures.json"))
                .returns(true, Options::brief)
                .returns(Path.of("figures.json"), Options::json);
    }
}
