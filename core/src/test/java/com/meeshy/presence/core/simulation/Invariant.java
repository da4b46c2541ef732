package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.PresenceDigest;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.core.presence.Ending;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that is always so. Its class is its name; it hears of everything that happens.
abstract class Invariant {
    final World world;

    Invariant(World world) {
        this.world = world;
    }

    final Broken broken(String what) {
        return new Broken(getClass().getSimpleName(), what);
    }

    final long now() {
        return world.timeline().millis();
    }

    /// How far clocks of successive nodes may differ.
    final long skewMillis() {
        return world.hasSkew() ? 2_000 : 0;
    }

    void nodeStarted() {}

    void connected(ParticipantId person) {}

    /// A line that the node had registered has ended, as it sees it.
    void ended(Line line, Ending ending) {}

    void announced(PresenceView view, Cause cause, SimulatedNode node) {}

    void sent(Line line, ParticipantId subject) {}

    void stored(@Nullable StoredPresence before, StoredPresence state) {}

    void asked(Device device, PresenceDigest digest) {}

    /// A change was written to a line, as itself or with the batch of a large conversation.
    void told(Line line, PresenceView view) {}

    void batched(ConversationId conversation, SimulatedNode node) {}

    void counted(ConversationId conversation, Instant at) {}

    void eachSecond() {}

    /// Nothing has happened for minutes.
    void atRest() {}

    /// Everybody has gone home long ago.
    void atEnd() {}
}
