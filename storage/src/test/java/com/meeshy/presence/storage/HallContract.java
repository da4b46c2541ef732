package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import org.junit.jupiter.api.BeforeEach;

/// A conversation with a link that lets guests in.
abstract class HallContract extends StoreContract {
    ConversationId hall;
    ObjectId wayIn;

    @BeforeEach
    void openTheHall() {
        hall = conversation("hall");
        wayIn = link(hall, "way-in");
    }
}
