package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.audience.PresenceDigest;

/// Only a client that missed something asks: digests are repair, not polling. When clocks jump between nodes,
/// versions may be ahead of time and a needless question is allowed.
final class HealthyClientNeverAsks extends Invariant {
    HealthyClientNeverAsks(World world) {
        super(world);
    }

    @Override
    void asked(Device device, PresenceDigest digest) {
        if (!device.missedSomething() && !world.hasSkew()) {
            throw broken(device + " asks though it missed nothing; digest " + digest + ", known "
                    + device.knowledge().views());
        }
    }
}
