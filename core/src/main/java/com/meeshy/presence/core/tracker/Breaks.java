package com.meeshy.presence.core.tracker;

import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    /// @param endedAt when the last connection had really ended, as far as anybody knows
    void wentOffline(ParticipantId participant, Cause cause, Instant endedAt, Instant at) {
        meter.falseOnline(between(endedAt, at), cause);
        recent.putLast(participant, new Break(cause, at));
    }

    /// A connection ended without a goodbye.
    void noticed(@Nullable Instant lastHeard, Instant at) {
        if (lastHeard != null) {
            meter.detection(between(lastHeard, at), Cause.DISCONNECTED);
        }
    }

    void cameOnline(ParticipantId participant, Instant at) {
        Break broken = recent.remove(participant);
        if (broken != null && !broken.at().plus(REMEMBERED).isBefore(at)) {
            meter.falseOffline(between(broken.at(), at), broken.cause());
        }
    }

    void forgetBefore(Instant now) {
        Instant cutoff = now.minus(REMEMBERED);
        while (!recent.isEmpty()) {
            Map.Entry<ParticipantId, Break> oldest = recent.firstEntry();
            if (!oldest.getValue().at().isBefore(cutoff)) {
                return;
            }
            recent.pollFirstEntry();
        }
    }

    int size() {
        return recent.size();
    }

    private static Duration between(Instant from, Instant to) {
        return from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    }

    private record Break(Cause cause, Instant at) {}
}
