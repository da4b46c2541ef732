package com.meeshy.presence.core.presence;

import com.meeshy.presence.core.time.Moment;
import org.jspecify.annotations.Nullable;

/// The time within which somebody may come back unnoticed.
///
/// @param since when the last line ended
/// @param endsNanos by the ticker
public record Grace(Moment since, long endsNanos) {

    /// What is left when a line ends: its own grace, or that of another line just before, if it lasts longer.
    static @Nullable Grace after(@Nullable Grace earlier, Ending ending, Moment now, PresenceRules rules) {
        Grace other = earlier == null || earlier.isOver(now) ? null : earlier;
        if (ending == Ending.GOODBYE) {
            return other == null ? null : new Grace(now, other.endsNanos);
        }
        long own = now.nanos() + rules.graceAfter(ending).toNanos();
        return new Grace(now, other != null && other.endsNanos - own > 0 ? other.endsNanos : own);
    }

    boolean isOver(Moment now) {
        return now.nanos() - endsNanos >= 0;
    }
}
