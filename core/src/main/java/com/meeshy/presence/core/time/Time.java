package com.meeshy.presence.core.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a machine. [#instant()] is the wall clock, which can be wrong and jumps when somebody sets
/// it: for moments that are stored, shown, or compared with such. [#nanos()] counts and never jumps: for
/// everything that lasts (graces, throttles, windows, intervals).
public interface Time extends InstantSource {

    /// Nanoseconds since an arbitrary moment; only differences of two mean anything.
    long nanos();

    /// Now, by both clocks.
    default Moment moment() {
        return new Moment(instant(), nanos());
    }

    /// How long ago that was.
    default Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    /// The given wall clock beside the ticker of the machine.
    static Time of(InstantSource wall) {
        return of(wall, System::nanoTime);
    }

    static Time of(InstantSource wall, LongSupplier ticker) {
        return new Time() {
            @Override
            public Instant instant() {
                return wall.instant();
            }

            @Override
            public long millis() {
                return wall.millis();
            }

            @Override
            public long nanos() {
                return ticker.getAsLong();
            }
        };
    }
}
