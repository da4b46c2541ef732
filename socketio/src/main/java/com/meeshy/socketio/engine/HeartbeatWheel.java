package com.meeshy.socketio.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The deadlines of the sessions of one event loop (a hashed timing wheel), and at the same time the list of them
/// all: every open entry is on the wheel, at the tick of its next deadline. Costs two references and a number per
/// entry, and no object; moving an entry is a few writes. Confined to the event loop.
final class HeartbeatWheel {

    private static final int SLOTS = 512;

    private final @Nullable WheelEntry[] slots = new WheelEntry[SLOTS];
    private int now;
    private int size;

    /// The tick up to which deadlines have been served.
    int now() {
        return now;
    }

    int size() {
        return size;
    }

    /// Puts an entry at a tick, or moves it there. A tick that is over already counts as the next one.
    void place(WheelEntry entry, int tick) {
        remove(entry);
        entry.dueTick = Math.max(tick, now + 1);
        int slot = entry.dueTick & (SLOTS - 1);
        WheelEntry head = slots[slot];
        entry.wheelNext = head;
        if (head != null) {
            head.wheelPrevious = entry;
        }
        slots[slot] = entry;
        size++;
    }

    /// Takes an entry off; nothing happens when it is not on.
    void remove(WheelEntry entry) {
        if (entry.dueTick == 0) {
            return;
        }
        WheelEntry previous = entry.wheelPrevious;
        WheelEntry next = entry.wheelNext;
        if (previous == null) {
            slots[entry.dueTick & (SLOTS - 1)] = next;
        } else {
            previous.wheelNext = next;
        }
        if (next != null) {
            next.wheelPrevious = previous;
        }
        entry.wheelPrevious = null;
        entry.wheelNext = null;
        entry.dueTick = 0;
        size--;
    }

    /// Moves on to `tick`. Sessions whose deadline has come are taken off and returned, to be placed again or
    /// closed.
    List<WheelEntry> advance(int tick) {
        List<WheelEntry> due = new ArrayList<>();
        int first = Math.max(now + 1, tick - SLOTS + 1);
        now = Math.max(now, tick);
        for (int at = first; at <= tick; at++) {
            WheelEntry entry = slots[at & (SLOTS - 1)];
            while (entry != null) {
                WheelEntry next = entry.wheelNext;
                if (entry.dueTick <= tick) {
                    remove(entry);
                    due.add(entry);
                }
                entry = next;
            }
        }
        return due;
    }

    /// Every entry; the action must not change the wheel.
    void forEach(Consumer<WheelEntry> action) {
        for (WheelEntry head : slots) {
            for (WheelEntry entry = head; entry != null; entry = entry.wheelNext) {
                action.accept(entry);
            }
        }
    }
}
