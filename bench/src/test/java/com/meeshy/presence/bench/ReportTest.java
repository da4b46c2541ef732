package com.meeshy.presence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.bench.Report.Figure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A report says the same on the screen, in JSON and as a page.
class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void aPageShowsGoalsFiguresAndCurvesWithoutAnythingElse() throws Exception {
        Path page = folder.resolve("report.html");
        Report report = new Report();
        report.atMost("steady_p95", 7, "ms", 5);
        report.figure(new Figure("ours <& theirs>", 2, 1, 3));
        report.point("p95 (ms) by logins/s", "ours", 100, 1);
        report.point("p95 (ms) by logins/s", "ours", 200, 2);

        int code = report.finish(Options.of("--html", page.toString()));

        assertThat(code).isEqualTo(1);
        assertThat(Files.readString(page))
                .contains("<td>steady_p95<td class=\"number\">7.00 ms", "class=\"miss\">miss")
                .contains("ours &lt;&amp; theirs&gt;", "points=\"375.0,135.0 690.0,30.0 \"")
                .doesNotContain("<script", "src=", "href=", "url(", "NaN");
    }

    @Test
    void whatIsNotKnownIsMissed() throws Exception {
        Path file = folder.resolve("report.json");
        Report report = new Report();
        report.atLeast("reached", 3, "x", 2);
        report.unknown("reads", "reads", "<=400.0", "there is no such metric");

        int code = report.finish(Options.of("--json", file.toString()));

        JsonNode targets = new ObjectMapper().readTree(file.toFile()).path("targets");
        assertThat(code).isEqualTo(1);
        assertThat(targets.path(0).path("pass").asBoolean()).isTrue();
        assertThat(targets.path(1).path("pass").asBoolean()).isFalse();
    }
}
