package com.meeshy.presence.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What happened, in words. Kept only when somebody will read it: a normal run would spend most of its time
/// writing.
final class Chronicle {
    private final Timeline timeline;
    private final boolean kept;
    private final List<String> lines = new ArrayList<>();

    Chronicle(Timeline timeline, boolean kept) {
        this.timeline = timeline;
        this.kept = kept;
    }

    void tell(Supplier<String> what) {
        if (kept) {
            lines.add(clock(timeline.sinceStart()) + "  " + what.get());
        }
    }

    /// The last lines.
    List<String> last(int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    static String clock(long millis) {
        return "%d:%02d:%02d.%03d"
                .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000);
    }
}
