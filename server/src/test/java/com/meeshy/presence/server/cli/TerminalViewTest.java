package com.meeshy.presence.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class TerminalViewTest {
    private final StringWriter screen = new StringWriter();
    private final TerminalView view = new TerminalView(new PrintWriter(screen), false, "http://localhost:8000");

    private static JsonNode example(String name) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("..", "contract", "console", name + ".json").toFile());
    }

    /// What is drawn last, without what moves the cursor.
    private List<String> lines() {
        String all = screen.toString();
        return all.substring(all.lastIndexOf("\033[H") + 3)
                .replaceAll("\033\\[[0-9;?]*[a-zA-Z]", "")
                .lines()
                .toList();
    }

    @Test
    void the_figures_fit_a_terminal_of_eighty_columns_and_twenty_four_lines() throws IOException {
        view.show("console:welcome", example("welcome"));
        view.show("edges", example("edges"));
        view.show("stats", example("stats"));

        assertThat(lines()).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= 80);
        assertThat(lines().getFirst()).contains("http://localhost:8000", "node-1", "● live 12:00:03");
        assertThat(String.join("\n", lines()))
                .contains(
                        "44  registered 41 · guests 3 · connections 60",
                        "p50 1.0  p95 1.0  p99 1.0  max 1.0  at 12:00:03",
                        "89.9 % held back of 90 211 activities",
                        "online 12× 5.1 s · offline never",
                        "node-1 (this)  lease renewed 1 s ago");
        assertThat(lines().get(lines().size() - 2)).contains("12:00:02", "● Bob Keller", "online", "connected");
        assertThat(lines().getLast()).contains("11:59:57", "○ Bob Keller", "offline", "disconnected");
    }

    @Test
    void an_edge_that_was_told_twice_is_shown_once() throws IOException {
        view.show("edges", example("edges"));
        view.show("edges", example("edges"));
        view.show("stats", example("stats"));

        assertThat(lines()).filteredOn(line -> line.contains("Bob Keller")).hasSize(1);
    }

    @Test
    void a_name_cannot_give_orders_to_the_terminal() throws IOException {
        JsonNode edges = example("edges");
        ((ObjectNode) edges.path("edges").get(0)).put("username", "\033[2Jgotcha\n");
        view.show("edges", edges);
        view.show("stats", example("stats"));

        assertThat(lines().getLast()).contains("?[2Jgotcha?");
    }

    @Test
    void a_lost_connection_is_said_until_figures_come_again() throws IOException {
        view.show("stats", example("stats"));
        view.lost(Instant.EPOCH);
        assertThat(lines().getFirst()).contains("○ connection lost, figures of 12:00:03");
        view.show("stats", example("stats"));
        assertThat(lines().getFirst()).contains("● live");
    }

    @Test
    void the_screen_is_given_back_once_and_only_when_it_was_taken() throws IOException {
        view.close();
        assertThat(screen.toString()).isEmpty();

        TerminalView used = new TerminalView(new PrintWriter(screen), true, "http://localhost:8000");
        used.show("stats", example("stats"));
        used.close();
        used.close();
        used.show("stats", example("stats"));
        assertThat(screen.toString().split("\033\\[\\?1049l", -1)).hasSize(2);
        assertThat(screen.toString()).endsWith("\033[?1049l");
    }

    @Test
    void a_sparkline_is_scaled_to_its_values() {
        Sparkline line = new Sparkline(4);
        for (double value : new double[] {9, 0, 5, 10, 7}) {
            line.add(value);
        }
        assertThat(line.fromZero()).isEqualTo("▁▅█▆");
        assertThat(new Sparkline(3).fromLeast()).isEmpty();
    }
}
