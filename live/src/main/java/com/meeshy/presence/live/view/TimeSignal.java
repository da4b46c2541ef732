package com.meeshy.presence.live.view;

import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import java.time.InstantSource;

/// Tells every client what time it is here, as the answer to a heartbeat nobody sent: for when the clock was set,
/// so that nobody measures new moments by the old one. Never blocks.
public final class TimeSignal {
    private final Lines lines;
    private final InstantSource clock;

    public TimeSignal(Lines lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    public void send() {
        lines.everybody().send(new Notice.Time(clock.instant()));
    }
}
