package com.meeshy.presence.core.simulation;

/// No connection outlives the token or the share link by which it was opened, nor the deactivation of its user.
final class CredentialEndsConnection extends Invariant {
    private static final long A_TICK_AND_MORE = 2_500;

    CredentialEndsConnection(World world) {
        super(world);
    }

    @Override
    void eachSecond() {
        SimulatedNode node = world.node();
        if (node == null || node.isStopping()) {
            return;
        }
        long wall = world.machineNow().toEpochMilli();
        for (Line line : node.lines()) {
            Long ends = line.credentialEnds();
            if (line.isRegistered() && ends != null && wall - ends > A_TICK_AND_MORE) {
                throw broken(line + " goes on " + (wall - ends) + " ms after its credential ended");
            }
            if (line.isRegistered() && world.town().isDeactivated(line.device().person())) {
                throw broken(line + " goes on though its user was deactivated");
            }
        }
    }
}
