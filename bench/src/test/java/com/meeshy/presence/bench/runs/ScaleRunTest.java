package com.meeshy.presence.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// How far it goes on which machine.
@NullUnmarked
class ScaleRunTest {
    private static final long MUCH_MEMORY = 1L << 40;

    @Test
    void where_few_descriptors_are_granted_it_ends_with_18_000() {
        assertThat(ScaleRun.sizes(19_700, MUCH_MEMORY)).containsExactly(1_000, 5_000, 10_000, 18_000);
    }

    @Test
    void where_more_are_granted_it_goes_to_100_000_and_beyond() {
        assertThat(ScaleRun.sizes(262_144, MUCH_MEMORY)).endsWith(18_000, 50_000, 100_000, 200_000);
        assertThat(ScaleRun.sizes(2_000_000, MUCH_MEMORY)).endsWith(500_000, 1_000_000);
    }

    @Test
    void memory_is_a_bound_as_well() {
        assertThat(ScaleRun.sizes(2_000_000, 11_000_000_000L)).endsWith(50_000, 100_000);
    }
}
