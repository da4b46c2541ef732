package com.meeshy.presence.core.simulation;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One connection between a device and a node: first in, first out in each direction, until it ends. A line
/// that has fallen silent loses everything, and nobody is told.
final class Line {
    private final World world;
    private final Device device;
    private final SimulatedNode node;
    private final ConnectionId id;
    private Set<ConversationId> rooms = Set.of();
    private final Set<ConversationId> opened = new HashSet<>();
    private final Map<ParticipantId, Long> told = new HashMap<>();
    private boolean silent;
    private boolean registered;
    private boolean closedHere;
    private long silentSince = -1;
    private @Nullable Long credentialEnds;
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
        opened.retainAll(now);
    }

    /// The conversations that its viewer looks at: only these are told of changes in a large one.
    Set<ConversationId> opened() {
        return opened;
    }

    /// Remembers what is written.
    ///
    /// @return whether this change had not been written before
    boolean tells(PresenceView view) {
        Long before = told.put(view.id(), view.version());
        return before == null || before != view.version();
    }

    /// The subject came into a conversation or left one: its state may be told again.
    void forget(ParticipantId subject) {
        told.remove(subject);
    }

    /// When the credential of its client ends or ended, by the wall clock of the machine; null when that is far.
    @Nullable
    Long credentialEnds() {
        return credentialEnds;
    }

    void credentialEnds(long atMillis) {
        credentialEnds = atMillis;
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
