package com.meeshy.socketio.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The deadlines of the sessions of one event loop, and at the same time the list of them all: every open session
/// is on the wheel, at the tick of its next deadline. Costs two references and a number per session, and no
/// object; moving a session is a few writes. Confined to the event loop.
final class HeartbeatWheel {

    private static final int SLOTS = 512;

    private final @Nullable EngineSession[] slots = new EngineSession[SLOTS];
    private int now;
    private int size;

    /// The tick up to which deadlines have been served.
    int now() {
        return now;
    }

    int size() {
        return size;
    }

    /// Puts a session at a tick, or moves it there. A tick that is over already counts as the next one.
    void place(EngineSession session, int tick) {
        remove(session);
        session.dueTick = Math.max(tick, now + 1);
        int slot = session.dueTick & (SLOTS - 1);
        EngineSession head = slots[slot];
        session.wheelNext = head;
        if (head != null) {
            head.wheelPrevious = session;
        }
        slots[slot] = session;
        size++;
    }

    /// Takes a session off; nothing happens when it is not on.
    void remove(EngineSession session) {
        if (session.dueTick == 0) {
            return;
        }
        EngineSession previous = session.wheelPrevious;
        EngineSession next = session.wheelNext;
        if (previous == null) {
            slots[session.dueTick & (SLOTS - 1)] = next;
        } else {
            previous.wheelNext = next;
        }
        if (next != null) {
            next.wheelPrevious = previous;
        }
        session.wheelPrevious = null;
        session.wheelNext = null;
        session.dueTick = 0;
        size--;
    }

    /// Moves on to `tick`. Sessions whose deadline has come are taken off and returned, to be placed again or
    /// closed.
    List<EngineSession> advance(int tick) {
        List<EngineSession> due = new ArrayList<>();
        int first = Math.max(now + 1, tick - SLOTS + 1);
        now = Math.max(now, tick);
        for (int at = first; at <= tick; at++) {
            EngineSession session = slots[at & (SLOTS - 1)];
            while (session != null) {
                EngineSession next = session.wheelNext;
                if (session.dueTick <= tick) {
                    remove(session);
                    due.add(session);
                }
                session = next;
            }
        }
        return due;
    }

    /// Every session on the wheel; the action may take sessions off or put them on.
    void forEach(Consumer<EngineSession> action) {
        List<EngineSession> all = new ArrayList<>(size);
        for (EngineSession head : slots) {
            for (EngineSession session = head; session != null; session = session.wheelNext) {
                all.add(session);
            }
        }
        all.forEach(action);
    }
}
