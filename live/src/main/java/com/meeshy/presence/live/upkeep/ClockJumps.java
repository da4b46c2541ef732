package com.meeshy.presence.live.upkeep;

import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.time.ClockWatch;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.upkeep.Sweep;
import com.meeshy.presence.live.port.LiveMeter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens when the wall clock of this machine jumps: one warning, a metric, clients learn the time anew,
/// and stored moments that are ahead of it now are corrected.
public final class ClockJumps {
    private static final Logger LOG = LoggerFactory.getLogger(ClockJumps.class);

    /// A clock that was set wrong is as a rule set right within this time.
    private static final Duration DOUBTFUL = Duration.ofHours(1);

    private final Time time;
    private final ClockWatch watch;
    private final Sweep sweep;
    private final LiveMeter meter;
    private final Runnable tellClients;
    private volatile boolean hasJumpedAhead;
    private volatile long jumpedAhead;

    /// @param tellClients tells them what time it is; must not block
    public ClockJumps(Time time, Sweep sweep, LiveMeter meter, Runnable tellClients) {
        this.time = time;
        this.watch = new ClockWatch(time);
        this.sweep = sweep;
        this.meter = meter;
        this.tellClients = tellClients;
    }

    /// Called once a second by a job.
    public void tick() {
        Duration jump = watch.look();
        if (jump.isZero()) {
            return;
        }
        boolean ahead = jump.isPositive();
        LOG.warn(
                "The wall clock jumped {} by {}: limits and graces go on unchanged, tokens and links end by the new time",
                ahead ? "ahead" : "back",
                jump.abs());
        meter.clockJumped(ahead);
        tellClients.run();
        if (ahead) {
            jumpedAhead = time.nanos();
            hasJumpedAhead = true;
        } else {
            setBack();
        }
    }

    /// Whether what cannot be undone must wait, because the clock that says that its time has come may be wrong.
    boolean isDoubtful() {
        return hasJumpedAhead && time.since(jumpedAhead).compareTo(DOUBTFUL) < 0;
    }

    private void setBack() {
        try {
            sweep.setBack();
        } catch (StoreException e) {
            LOG.warn("Stored moments are set back with the next maintenance, the store is away: {}", e.getMessage());
        }
    }
}
