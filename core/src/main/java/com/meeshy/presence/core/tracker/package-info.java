/// Live presence: each participant lives in one shard, which applies
/// [com.meeshy.presence.core.presence.Presence#after] to its events one at a time, hands what must be kept to the
/// recorder and what must be told to the announcer.
///
/// [PresenceRecorder] writes behind, [Attendance] knows who is where,
/// [com.meeshy.presence.core.port.TruthMeter] hears how true the announcements were; all three are [Effects] of
/// a shard, as is the announcer.
///
/// Called by the gateway (connections, socket activity), REST (activity) and `upkeep` (sweep, node death).
@NullMarked
package com.meeshy.presence.core.tracker;

import org.jspecify.annotations.NullMarked;
