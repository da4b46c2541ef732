package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.NodeId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every [com.meeshy.presence.core.port.NodeLeases] owes.
abstract class NodeLeasesContract extends StoreContract {
    private static final NodeId ONE = new NodeId("one");
    private static final NodeId TWO = new NodeId("two");

    @Test
    void theLastSignOfLifeIsKeptAlsoOverARestart() {
        storage.leases().renew(ONE, NOON);
        storage.leases().renew(TWO, NOON);
        storage.leases().renew(ONE, NOON.plusSeconds(5));

        reopen();

        assertThat(storage.leases().all()).isEqualTo(Map.of(ONE, NOON.plusSeconds(5), TWO, NOON));
    }

    @Test
    void aNodeWhoseClockWasSetBackIsSeenToLive() {
        storage.leases().renew(ONE, NOON);
        storage.leases().renew(ONE, NOON.minusSeconds(3_600));

        assertThat(storage.leases().all()).isEqualTo(Map.of(ONE, NOON.minusSeconds(3_600)));
    }

    @Test
    void aReleasedNodeIsForgotten() {
        storage.leases().renew(ONE, NOON);

        storage.leases().release(ONE);
        storage.leases().release(TWO);

        assertThat(storage.leases().all()).isEmpty();
    }
}
