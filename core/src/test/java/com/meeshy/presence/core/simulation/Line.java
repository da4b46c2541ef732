package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import java.util.Set;

/// One connection between a device and a node: first in, first out in each direction, until it ends. A line
/// that has fallen silent loses everything, and nobody is told.
final class Line {
    private final World world;
    private final Device device;
    private final SimulatedNode node;
    private final ConnectionId id;
    private Set<ConversationId> rooms = Set.of();
    private boolean silent;
    private boolean registered;
    private boolean closedHere;
    private long silentSince = -1;
    private long nextDown;
    private long nextUp;

    Line(World world, Device device, SimulatedNode node, ConnectionId id) {
        this.world = world;
        this.device = device;
        this.node = node;
        this.id = id;
    }

    Device device() {
        return device;
    }

    SimulatedNode node() {
        return node;
    }

    ConnectionId id() {
        return id;
    }

    /// The conversations whose events come over this line: the socket layer's rooms.
    Set<ConversationId> rooms() {
        return rooms;
    }

    void enter(Set<ConversationId> now) {
        rooms = now;
    }

    boolean isSilent() {
        return silent;
    }

    /// When it fell silent, else now: what the last heartbeat tells the node, to a few seconds.
    long lastHeard() {
        return silentSince < 0 ? world.timeline().millis() : silentSince;
    }

    boolean isRegistered() {
        return registered;
    }

    void register() {
        registered = true;
    }

    boolean isClosedByNode() {
        return closedHere;
    }

    void closedByNode() {
        closedHere = true;
    }

    void fallSilent() {
        if (!silent) {
            silent = true;
            silentSince = world.timeline().millis();
        }
    }

    /// Sends to the device.
    void down(Runnable arrival) {
        nextDown = Math.max(nextDown, world.timeline().millis() + world.delay());
        world.timeline().after(nextDown - world.timeline().millis(), () -> {
            if (!silent && device.isOn(this)) {
                arrival.run();
            }
        });
    }

    /// Sends to the node.
    void up(Runnable arrival) {
        nextUp = Math.max(nextUp, world.timeline().millis() + world.delay());
        world.timeline().after(nextUp - world.timeline().millis(), () -> {
            if (!silent && node.isAlive() && !closedHere) {
                arrival.run();
            }
        });
    }

    @Override
    public String toString() {
        return "line " + id.number() + " of " + device;
    }
}
