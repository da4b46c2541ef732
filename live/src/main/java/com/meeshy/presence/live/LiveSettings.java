package com.meeshy.presence.live;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.authentication.Signatures;
import java.time.Duration;

/// What an operator decides of a node.
///
/// @param version of this software
/// @param largeConversation more connected members than this: batched events only
/// @param drainGrace how long a stopping node leaves its participants to reconnect
/// @param connectTimeout how long a line may stay without anybody signed in
/// @param pingInterval clients that cannot be asked give a sign of life this often
public record LiveSettings(
        NodeId node,
        String version,
        PresenceRules rules,
        Signatures signatures,
        LimitSettings limits,
        int largeConversation,
        Duration drainGrace,
        Duration connectTimeout,
        Duration pingInterval,
        Upkeep upkeep) {

    /// How often what is looked after. Zero: never.
    ///
    /// @param digests between two digests of each conversation
    /// @param directory between two comparisons of those connected with the directory
    /// @param zombieThreshold idle for longer without a connection: a zombie
    public record Upkeep(Duration digests, Duration directory, Duration maintenance, Duration zombieThreshold) {}
}
