package com.meeshy.presence.bench.hostile.scenario;

import java.util.List;
import java.util.stream.Stream;

/// All of them.
public final class Scenarios {
    private static final List<Scenario> ALL = List.of(
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
            new SilentSockets(),
            new BadTokens(),
            new Storm(),
            new OddRequests(),
            new OddPackets(),
            new Doors(),
            new Eavesdroppers(),
            new Impostors(),
            new ManyBytes(),
            new Malformed());

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    /// Those that strike together in the short form.
    public static List<List<Scenario>> brief() {
        return Stream.of(
                        "held-events attachments pings silence",
                        "guest-flood many-sockets never-poll doors impostors",
                        "bad-tokens storm odd-requests odd-packets eavesdroppers",
                        "many-bytes malformed")
                .map(names -> Stream.of(names.split(" ")).map(Scenarios::named).toList())
                .toList();
    }

    /// Where it stands among all, from 0.
    public static int place(String name) {
        return ALL.stream().map(Scenario::name).toList().indexOf(name);
    }

    /// @throws IllegalArgumentException when there is none of this name
    public static Scenario named(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario \"" + name + "\"."));
    }
}
