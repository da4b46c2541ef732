package com.meeshy.presence.live.port;

import java.time.Instant;

/// Hears what operators want to know of those who are connected. Called from any thread; must not block.
public interface LiveMeter {
    /// Hears nothing.
    LiveMeter NONE = new LiveMeter() {};

    /// A change of presence was announced to viewers.
    ///
    /// @param nanos from the cause of the change
    default void announced(long nanos) {}

    /// Changes of presence were announced to those who have opened a large conversation.
    default void announcedToOpeners() {}

    /// A credential was accepted.
    default void verified() {}

    /// @param code of the rejection; one of a fixed set, never a text of the client
    default void rejected(String code) {}

    /// @param limit the name of its setting
    default void limitExceeded(String limit) {}

    /// The wall clock of this machine jumped.
    default void clockJumped(boolean ahead) {}

    /// Maintenance has run.
    ///
    /// @param zombies participants whom it took offline
    default void cleanedUp(Instant at, int zombies) {}
}
