package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.good.GoodPeople;
import java.util.Map;

/// What there is to judge.
///
/// @param strangers their figures
/// @param good the books of good people
/// @param processorSeconds that the gateway used while strangers were there
/// @param brief whether this was the short form
public record Outcome(Map<String, Long> strangers, GoodPeople.Account good, double processorSeconds, boolean brief) {
    /// 0 when strangers have not counted any.
    public long figure(String name) {
        return strangers.getOrDefault(name, 0L);
    }
}
