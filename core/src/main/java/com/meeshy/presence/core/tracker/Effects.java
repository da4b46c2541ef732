package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.TruthMeter;

/// Where the outcomes of the shards go: what is stored, who is told, who is where, how true it was. None of them
/// may block.
public record Effects(PresenceRecorder recorder, Announcer announcer, Attendance attendance, TruthMeter truth) {
    /// Told and stored, and not measured.
    public static Effects of(PresenceRecorder recorder, Announcer announcer) {
        return new Effects(recorder, announcer, new Attendance(), TruthMeter.NONE);
    }
}
