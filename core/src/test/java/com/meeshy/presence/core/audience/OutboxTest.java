package com.meeshy.presence.core.audience;

import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox<String> outbox = new Outbox<>(2);

    @Test
    void onlyTheLatestStateOfASubjectIsTold() {
        outbox.add(user(1), 1, "1 online");
        outbox.add(user(2), 1, "2 online");
        outbox.add(user(1), 3, "1 offline");
        outbox.add(user(1), 2, "1 online, late");

        assertThat(outbox.take()).containsExactly("1 offline", "2 online");
        assertThat(outbox.take()).isEmpty();
    }

    @Test
    void aReaderWhoDoesNotReadIsGivenUp() {
        assertThat(outbox.add(user(1), 1, "")).isTrue();
        assertThat(outbox.add(user(2), 1, "")).isTrue();
        assertThat(outbox.add(user(1), 2, "")).isTrue();
        assertThat(outbox.add(user(3), 1, "")).isFalse();
        assertThat(outbox.size()).isEqualTo(2);
    }

    @Test
    void refusesToHoldNothing() {
        assertThatThrownBy(() -> new Outbox<>(0)).hasMessageContaining("at least 1 subject");
    }
}
