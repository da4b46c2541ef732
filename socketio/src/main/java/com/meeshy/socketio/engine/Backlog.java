package com.meeshy.socketio.engine;

import com.meeshy.socketio.SlowReaderPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages that wait for one client, oldest first. Owns a reference of each. Holds nothing while nothing
/// waits.
final class Backlog {

    /// What a message takes beside its bytes: its place here, its object and its buffer's.
    private static final int OVERHEAD = 128;

    private final SlowReaderPolicy policy;
    private @Nullable LinkedHashMap<Object, Outgoing> waiting;
    private int bytes;
    private @Nullable Runnable onceEmpty;

    Backlog(SlowReaderPolicy policy) {
        this.policy = policy;
    }

    /// Appends a message, in place of an older one in the same slot, which is dropped. True when one was dropped.
    boolean add(Outgoing message) {
        LinkedHashMap<Object, Outgoing> all = waiting == null ? new LinkedHashMap<>() : waiting;
        waiting = all;
        Object key = message.key();
        Object slot = key == null || key instanceof Outgoing.Control ? key : policy.slotOf(key);
        Outgoing older = slot == null ? null : all.remove(slot);
        // Without a slot it gets a key that equals nothing else.
        all.put(slot == null ? new Object() : slot, message);
        bytes += message.bytes() + OVERHEAD;
        if (older == null) {
            return false;
        }
        bytes -= older.bytes() + OVERHEAD;
        older.release();
        return true;
    }

    /// Takes the oldest message, with its reference.
    @Nullable
    Outgoing poll() {
        Map.Entry<Object, Outgoing> oldest = waiting == null ? null : waiting.pollFirstEntry();
        if (oldest == null) {
            waiting = null;
            return null;
        }
        bytes -= oldest.getValue().bytes() + OVERHEAD;
        tellIfEmpty();
        return oldest.getValue();
    }

    /// Whether a control packet of this type waits.
    boolean holds(Outgoing control) {
        Object slot = control.key();
        return waiting != null && slot != null && waiting.containsKey(slot);
    }

    boolean isEmpty() {
        return waiting == null || waiting.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    void clear() {
        if (waiting != null) {
            waiting.values().forEach(Outgoing::release);
            waiting = null;
        }
        bytes = 0;
        tellIfEmpty();
    }

    /// Runs a task as soon as nothing waits: now, or later on the event loop.
    void whenEmpty(Runnable task) {
        Runnable before = onceEmpty;
        onceEmpty = before == null
                ? task
                : () -> {
                    before.run();
                    task.run();
                };
        tellIfEmpty();
    }

    private void tellIfEmpty() {
        Runnable task = onceEmpty;
        if (task != null && isEmpty()) {
            onceEmpty = null;
            task.run();
        }
    }
}
