package com.meeshy.presence.bench.hostile.scenario;

import com.meeshy.presence.bench.hostile.stranger.Ground;

/// More silent connections than the gateway has descriptors, none of them from the same address.
final class FewDescriptors implements Scenario {
    @Override
    public String name() {
        return "few-descriptors";
    }

    @Override
    public String says() {
        return "1 100 silent connections, each from an address of its own and opened anew when it ends, at 1 024 descriptors";
    }

    @Override
    public int descriptors() {
        return 1_024;
    }

    @Override
    public void strike(Ground ground) throws InterruptedException {
        ground.together(1_100, stranger -> {
            while (!ground.isOver()) {
                try (var wire = ground.wire(stranger)) {
                    wire.endsWithin(ground.secondsLeft());
                } catch (java.io.IOException e) {
                    // Not let in, which is right.
                }
                ground.rest(0.2);
            }
        });
    }
}
