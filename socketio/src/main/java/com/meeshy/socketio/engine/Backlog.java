package com.meeshy.socketio.engine;

import com.meeshy.socketio.SlowReaderPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The messages that wait for one client, oldest first. Owns a reference of each. Made only when something must
/// wait.
final class Backlog {

    private final SlowReaderPolicy policy;
    private final LinkedHashMap<Object, Outgoing> waiting = new LinkedHashMap<>();
    private int bytes;

    Backlog(SlowReaderPolicy policy) {
        this.policy = policy;
    }

    /// Appends a message, in place of an older one in the same slot, which is dropped. True when one was dropped.
    boolean add(Outgoing message) {
        Object key = message.key();
        Object slot = key == null ? null : policy.slotOf(key);
        // Without a slot the entry's key is an object equal to nothing else.
        Outgoing older = slot == null ? null : waiting.remove(slot);
        waiting.put(slot == null ? new Object() : slot, message);
        bytes += message.bytes();
        if (older == null) {
            return false;
        }
        bytes -= older.bytes();
        older.release();
        return true;
    }

    /// Takes the oldest message, with its reference.
    @Nullable
    Outgoing poll() {
        Map.Entry<Object, Outgoing> oldest = waiting.pollFirstEntry();
        if (oldest == null) {
            return null;
        }
        bytes -= oldest.getValue().bytes();
        return oldest.getValue();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int bytes() {
        return bytes;
    }

    void clear() {
        waiting.values().forEach(Outgoing::release);
        waiting.clear();
        bytes = 0;
    }
}
