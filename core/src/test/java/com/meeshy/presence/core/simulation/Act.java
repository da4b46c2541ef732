package com.meeshy.presence.core.simulation;

import java.util.Locale;

/// One thing that people, networks, stores or machines do, at a moment of the plan. An act that makes no sense
/// when its time comes (closing a tab that is not open) does nothing, so any part of a plan is a plan too.
///
/// @param who person, where one is concerned
/// @param detail a conversation, or how long it takes in milliseconds
record Act(long atMillis, Kind kind, int who, long detail) {
    enum Kind {
        OPEN,
        TYPE,
        REST,
        CLOSE,
        CLOSE_TAB,
        RELOAD,
        BREAK,
        FALL_SILENT,
        CRASH_DEVICE,
        PARTITION,
        LOSE_EVENT,
        JOIN,
        LEAVE,
        REVOKE,
        LET_EXPIRE,
        END_LINK,
        DEACTIVATE,
        LOOK_AT,
        LOOK_AWAY,
        STORE_AWAY,
        STORE_SLOW,
        CRASH_NODE,
        DRAIN_NODE,
        ROLL_NODE,
        SKEW_CLOCK,
        JUMP_CLOCK
    }

    /// The same in every run: that of an enum constant is not.
    @Override
    public int hashCode() {
        return Long.hashCode(atMillis * 31 + kind.name().hashCode()) * 31 + Long.hashCode(detail * 31 + who);
    }

    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String subject = switch (kind) {
            case STORE_AWAY, STORE_SLOW -> " for " + Chronicle.clock(detail);
            case CRASH_NODE, DRAIN_NODE -> ", back after " + Chronicle.clock(detail);
            case SKEW_CLOCK -> " of the next node by " + detail + " ms";
            case JUMP_CLOCK -> " of the machine by " + detail / 60_000 + " min";
            case ROLL_NODE -> ", its successor beside it";
            case END_LINK, DEACTIVATE -> ": person " + who + ", " + Chronicle.clock(detail);
            case JOIN, LEAVE, LOOK_AT, LOOK_AWAY -> ": person " + who + ", conversation " + detail;
            default -> ": person " + who;
        };
        return Chronicle.clock(atMillis) + "  " + what + subject;
    }
}
