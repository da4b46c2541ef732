package com.meeshy.presence.live.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class DiskFloorTest {
    private final AtomicLong free = new AtomicLong(1_000);
    private final DiskFloor floor = new DiskFloor(400, this::read);
    private boolean unreadable;

    private long read() {
        if (unreadable) {
            throw new UncheckedIOException(new IOException("planted"));
        }
        return free.get();
    }

    private boolean reachedWith(long bytes) {
        free.set(bytes);
        floor.look();
        return floor.isReached();
    }

    @Test
    void it_is_reached_below_it_and_left_a_quarter_above() {
        assertThat(reachedWith(400)).isFalse();
        assertThat(reachedWith(399)).isTrue();
        assertThat(reachedWith(499)).isTrue();
        assertThat(reachedWith(500)).isFalse();
        assertThat(reachedWith(401)).isFalse();
    }

    @Test
    void a_disk_that_cannot_be_read_changes_nothing() {
        assertThat(reachedWith(1)).isTrue();
        unreadable = true;
        assertThat(reachedWith(1_000)).isTrue();
        unreadable = false;
        assertThat(reachedWith(1_000)).isFalse();
    }

    @Test
    void zero_means_that_there_is_none() {
        DiskFloor none = new DiskFloor(0, () -> -1);
        none.look();
        assertThat(none.isReached()).isFalse();
    }
}
