package com.meeshy.presence.core.upkeep;

import static com.meeshy.presence.core.world.People.connection;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ConnectionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiriesTest {
    private static final Instant T0 = Instant.parse("2026-01-15T12:00:00Z");

    private final Expiries<ConnectionId> expiries = new Expiries<>();

    @Test
    void connectionsEndWhenTheirCredentialDoesEarliestFirst() {
        expiries.watch(connection(1), T0.plusSeconds(20));
        expiries.watch(connection(2), T0.plusSeconds(10));
        expiries.watch(connection(3), T0.plusSeconds(10));
        expiries.watch(connection(4), null);

        assertThat(expiries.takeDue(T0.plusSeconds(9))).isEmpty();
        assertThat(expiries.takeDue(T0.plusSeconds(20))).containsExactly(connection(2), connection(3), connection(1));
        assertThat(expiries.size()).isZero();
    }

    @Test
    void aRenewedCredentialReplacesTheOldOne() {
        expiries.watch(connection(1), T0.plusSeconds(10));
        expiries.watch(connection(1), T0.plusSeconds(100));

        assertThat(expiries.takeDue(T0.plusSeconds(10))).isEmpty();
        assertThat(expiries.size()).isEqualTo(1);
    }

    @Test
    void whoLeftIsForgotten() {
        expiries.watch(connection(1), T0);
        expiries.forget(connection(1));
        expiries.forget(connection(2));

        assertThat(expiries.takeDue(T0)).isEmpty();
        assertThat(expiries.size()).isZero();
    }

    @Test
    void aCredentialThatHasEndedIsDueAtOnce() {
        expiries.watch(connection(1), Instant.MIN);

        assertThat(expiries.takeDue(T0)).containsExactly(connection(1));
    }
}
