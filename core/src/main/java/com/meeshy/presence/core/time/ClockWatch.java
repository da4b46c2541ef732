package com.meeshy.presence.core.time;

import java.time.Duration;

/// Notices jumps of the wall clock: between two looks it moved otherwise than the ticker. A clock that is put
/// right slowly, as time daemons do, moves by half a millisecond in a second and is no jump. Confined to the job
/// that looks.
public final class ClockWatch {
    /// Less than this is left to whoever keeps the clock right.
    public static final Duration SMALLEST = Duration.ofSeconds(2);

    /// A look during which this process was held up says nothing.
    private static final Duration LONGEST_LOOK = Duration.ofMillis(200);

    private final Time time;
    private Moment last;

    public ClockWatch(Time time) {
        this.time = time;
        this.last = time.moment();
    }

    /// How far the wall clock has jumped since the last look, ahead (positive) or back; zero when it has not.
    public Duration look() {
        long begun = time.nanos();
        Moment now = time.moment();
        if (now.nanos() - begun > LONGEST_LOOK.toNanos()) {
            return Duration.ZERO;
        }
        Duration jump = Duration.between(last.at(), now.at()).minus(now.since(last));
        last = now;
        return jump.abs().compareTo(SMALLEST) < 0 ? Duration.ZERO : jump;
    }
}
