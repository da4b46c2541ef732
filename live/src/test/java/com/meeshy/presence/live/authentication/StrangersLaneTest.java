package com.meeshy.presence.live.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StrangersLaneTest {
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<String> checked = new ArrayList<>();
    private final StrangersLane lane = new StrangersLane(2, 100, threads::add);

    private boolean offer(String name, int bytes) {
        return lane.offer(() -> checked.add(name), bytes);
    }

    @Test
    void so_many_are_checked_at_once_and_the_others_in_their_order() {
        assertThat(offer("a", 60)).isTrue();
        assertThat(offer("b", 60)).isTrue();
        assertThat(offer("c", 60)).isTrue();
        assertThat(offer("d", 40)).isTrue();

        assertThat(threads).hasSize(2);
        threads.remove().run();
        assertThat(checked).containsExactly("a", "c", "d");
        threads.remove().run();
        assertThat(checked).containsExactly("a", "c", "d", "b");
    }

    @Test
    void what_waits_is_bounded_in_bytes() {
        offer("a", 60);
        offer("b", 60);
        assertThat(offer("c", 60)).isTrue();
        assertThat(offer("d", 60)).isFalse();

        threads.remove().run();
        offer("e", 60);
        assertThat(offer("f", 60)).as("there is room again").isTrue();
    }

    @Test
    void a_check_that_fails_takes_nobody_with_it() {
        lane.offer(
                () -> {
                    throw new IllegalStateException("planted");
                },
                1);
        offer("b", 1);
        offer("c", 1);

        threads.remove().run();
        threads.remove().run();

        assertThat(checked).containsExactlyInAnyOrder("b", "c");
        offer("d", 1);
        offer("e", 1);
        assertThat(threads).as("both places are free again").hasSize(2);
    }
}
