package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import com.meeshy.presence.core.presence.PresenceEvent;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A message to a shard.
sealed interface Command {
    /// An event of a participant whom the shard may not hold yet.
    ///
    /// @param known of use only when the shard does not hold the participant, but for its name and conversations
    /// @param done completed with the state after the event, when somebody waits for it
    record Introduce(
            Known known, PresenceEvent event, @Nullable CompletableFuture<PresenceView> done) implements Command {}

    /// An event of a participant whom the shard holds; ignored when it does not.
    record Apply(ParticipantId participant, PresenceEvent event) implements Command {}

    /// The directory says something new of a participant: name or conversations. Ignored when the shard does not
    /// hold it.
    record Update(Participant participant) implements Command {}

    /// This node stops taking connections.
    record Drain() implements Command {}
}
