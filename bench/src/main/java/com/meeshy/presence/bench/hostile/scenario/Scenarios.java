package com.meeshy.presence.bench.hostile.scenario;

import java.util.List;

/// All of them.
public final class Scenarios {
    private Scenarios() {}

    public static List<Scenario> all() {
        return List.of(
                new HeldEvents(),
                new Attachments(),
                new Pings(),
                new GuestFlood(),
                new ListReads(),
                new Silence(),
                new FewDescriptors(),
                new Drip(),
                new NeverPoll(),
                new ManySockets(),
                new BadTokens(),
                new Storm(),
                new OddRequests(),
                new OddPackets(),
                new Doors(),
                new ManyBytes(),
                new Malformed());
    }

    /// @throws IllegalArgumentException when there is none of this name
    public static Scenario named(String name) {
        return all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario \"" + name + "\"."));
    }
}
