package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.runs.Machine;
import java.io.IOException;

/// What the gateway uses when nothing goes on, in bytes after a full collection and in open files.
record Household(long heap, long direct, long descriptors) {
    /// @param connections of good people, which are not counted
    static Household of(long pid, int connections) throws IOException, InterruptedException {
        Machine.Memory memory = Machine.memory(pid);
        return new Household(memory.heap(), memory.direct(), Machine.descriptors(pid) - connections);
    }
}
