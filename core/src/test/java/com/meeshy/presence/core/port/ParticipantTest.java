package com.meeshy.presence.core.port;

import static com.meeshy.presence.core.world.People.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// What somebody is called.
class ParticipantTest {
    @Test
    void somebodyWithoutANameIsCalledByItsId() {
        assertThat(new Participant(user(1), " ", Set.of()).name()).isEqualTo(user(1).text());
    }
}
