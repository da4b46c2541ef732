package com.meeshy.presence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Widths and places of the boxes.
@NullUnmarked
class FlameGraphTest {
    @Test
    void a_frame_is_as_wide_as_its_share_and_stands_on_its_caller() {
        FlameGraph graph = new FlameGraph();
        graph.add(List.of("run", "read"), 3);
        graph.add(List.of("run", "write<T>"), 1);

        assertThat(graph.svg())
                .contains("viewBox=\"0 0 1200 51\"")
                .contains("<title>run, 100.0 %</title><rect x=\"0.0\" y=\"17\" width=\"1200.0\"")
                .contains("<title>read, 75.0 %</title><rect x=\"0.0\" y=\"0\" width=\"900.0\"")
                .contains("<title>write&lt;T&gt;, 25.0 %</title><rect x=\"900.0\" y=\"0\" width=\"300.0\"");
    }

    @Test
    void what_was_hardly_seen_is_not_drawn() {
        FlameGraph graph = new FlameGraph();
        graph.add(List.of("often"), 9_999);
        graph.add(List.of("once", "deep", "deeper"), 1);

        assertThat(graph.svg()).contains("viewBox=\"0 0 1200 34\"").doesNotContain("once");
    }

    @Test
    void nothing_seen_is_an_empty_picture() {
        assertThat(new FlameGraph().svg()).startsWith("<svg").doesNotContain("NaN");
    }
}
