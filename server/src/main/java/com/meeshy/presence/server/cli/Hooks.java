package com.meeshy.presence.server.cli;

import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.storage.model.Account;
import org.jspecify.annotations.Nullable;

/// What `Main` gives the commands to work with.
///
/// @param start serves until the process is told to stop, then returns
/// @param demo the same with the demo people, in demo mode
/// @param people finds accounts, also while a gateway runs on the same data
public record Hooks(Gateway start, Gateway demo, People people) {
    /// Runs a gateway. A throw with a message ends the command with that sentence.
    @FunctionalInterface
    public interface Gateway {
        void run(Settings settings);
    }

    /// Looks into the store without disturbing a gateway that uses it.
    @FunctionalInterface
    public interface People {
        @Nullable
        Account byUsername(Settings settings, String username);
    }
}
