package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Storage] owes as a whole.
abstract class StorageContract extends StoreContract {
    @Test
    void readsAreCountedThroughWhicheverPortAndLaneAndWritesAreNot() {
        ObjectId alice = user("alice");
        long before = storage.reads().getAsLong();

        storage.accounts().account(alice);
        storage.lists().accounts().account(alice);
        storage.snapshots().presence().load(List.of(ParticipantId.registered(alice)));
        storage.leases().renew(new NodeId("one"), NOON);

        assertThat(storage.reads().getAsLong() - before).isEqualTo(3);
    }
}
