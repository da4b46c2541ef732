package com.meeshy.presence.live;

import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.port.LiveMeter;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.OutageCache;
import com.meeshy.presence.storage.coalescing.StoreReads;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// What a node stands between and works with.
///
/// @param memory what `reads` remembers
/// @param noRoom whether the disk is too full for messages
/// @param besides who is told of changes beside the viewers
/// @param executor runs what may block
public record LivePorts(
        Lines lines,
        Storage storage,
        StoreReads reads,
        OutageCache memory,
        Limits limits,
        BooleanSupplier noRoom,
        LiveMeter meter,
        TruthMeter truth,
        List<Announcer> besides,
        Executor executor,
        Time time) {
    public LivePorts {
        besides = List.copyOf(besides);
    }
}
