package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import java.time.Duration;
import java.util.LinkedHashMap;

/// Measures how true a shard's announcements were: remembers, for a minute, those who were announced as offline
/// without having said goodbye. Confined to the shard.
final class Breaks {
    /// Who comes back within this time had not left: its line was broken.
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final TruthMeter meter;
    private final LinkedHashMap<ParticipantId, Break> recent = new LinkedHashMap<>();

    Breaks(TruthMeter meter) {
        this.meter = meter;
    }

    /// A participant was announced as offline without a goodbye.
    ///
    /// @param shownFor how long ago the last connection had really ended, as far as anybody knows
    void wentOffline(ParticipantId participant, Cause cause, Duration shownFor, long nowNanos) {
        meter.falseOnline(shownFor.isNegative() ? Duration.ZERO : shownFor, cause);
        recent.putLast(participant, new Break(cause, nowNanos));
    }

    /// A connection ended without a goodbye.
    ///
    /// @param silentFor how long nothing had come from the peer
    void noticed(Duration silentFor) {
        meter.detection(silentFor, Cause.DISCONNECTED);
    }

    void cameOnline(ParticipantId participant, long nowNanos) {
        Break broken = recent.remove(participant);
        if (broken != null && !broken.isForgotten(nowNanos)) {
            meter.falseOffline(Duration.ofNanos(nowNanos - broken.nanos()), broken.cause());
        }
    }

    /// Forgets those that are long over.
    void forget(long nowNanos) {
        while (!recent.isEmpty() && recent.firstEntry().getValue().isForgotten(nowNanos)) {
            recent.pollFirstEntry();
        }
    }

    int size() {
        return recent.size();
    }

    private record Break(Cause cause, long nanos) {
        boolean isForgotten(long nowNanos) {
            return nowNanos - nanos > REMEMBERED.toNanos();
        }
    }
}
