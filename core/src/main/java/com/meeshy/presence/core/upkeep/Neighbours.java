package com.meeshy.presence.core.upkeep;

import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The other nodes as their leases show them: who lives, who died, who left. Clocks of nodes differ, so a node
/// lives as long as its lease is seen to change, by the own ticker. Confined to the job that looks.
final class Neighbours {
    /// A lease that does not change for this long is that of a dead node. Its clients come back within 5 s by
    /// themselves; SPEC §3.6 allows 15 s.
    static final Duration SILENT_WHEN_DEAD = Duration.ofSeconds(10);

    private final NodeId self;
    private final Duration drainGrace;
    private final Map<NodeId, Lease> leases = new HashMap<>();
    private final Moment firstLook;
    private Moment lastLook;
    private Moment returnBegan;
    private Duration mayReturnFor;
    private Instant ended;
    private boolean haveLived;

    /// @param found every lease at the first look, also this node's own from an earlier life
    Neighbours(NodeId self, Duration drainGrace, Map<NodeId, Instant> found, Moment now) {
        this.self = self;
        this.drainGrace = drainGrace;
        this.firstLook = now;
        this.lastLook = now;
        this.returnBegan = now;
        this.mayReturnFor = found.isEmpty() ? drainGrace : SILENT_WHEN_DEAD;
        Instant own = found.get(self);
        this.ended = own == null || own.isAfter(now.at()) ? Instant.MIN : own;
        found.forEach((node, sign) -> see(node, sign, now));
    }

    /// Looks again. Whoever is silent because nobody could look (the store was away, this process was paused)
    /// is given its time once more, and so are the clients that are to come here.
    void look(Map<NodeId, Instant> found, Moment now) {
        boolean wasBlind = now.since(lastLook).compareTo(SILENT_WHEN_DEAD) > 0;
        lastLook = now;
        if (wasBlind) {
            returnBegan = now;
        }
        List<NodeId> gone = leases.keySet().stream()
                .filter(node -> !found.containsKey(node))
                .toList();
        for (NodeId each : gone) {
            leases.remove(each);
            haveLived = true;
            returnBegan = now;
            mayReturnFor = drainGrace;
            ended = now.at();
        }
        found.forEach((node, sign) -> {
            Lease before = leases.get(node);
            boolean isNew = before == null || !before.sign().equals(sign);
            if (isNew || wasBlind) {
                haveLived |= isNew && !node.equals(self);
                see(node, sign, now);
            }
        });
    }

    /// Whether one of them has lived beside this node since all were settled.
    boolean haveLived() {
        return haveLived;
    }

    /// Whether there is any, living or dead.
    boolean areAny() {
        return !leases.isEmpty();
    }

    /// Whether all are dead or have left, and their clients had the time to come here.
    boolean maySettle(Moment now) {
        return now.isPast(returnBegan, mayReturnFor) && leases.values().stream().allMatch(each -> each.isDead(now));
    }

    /// When the connections of those who are gone ended, as far as anybody knows: not after a lease was last
    /// seen to change, whatever it says itself.
    Instant ended() {
        Instant last = ended;
        for (Lease each : leases.values()) {
            Instant changed = each.changed().at();
            Instant sign = each.sign().isAfter(changed) ? changed : each.sign();
            last = sign.isAfter(last) ? sign : last;
        }
        return last.equals(Instant.MIN) ? firstLook.at() : last;
    }

    /// Those that are dead, or were there at the first look and have given no sign since.
    List<NodeId> notSeenAlive() {
        return leases.entrySet().stream()
                .filter(each -> each.getValue().changed().equals(firstLook)
                        || each.getValue().isDead(lastLook))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// All have been dealt with.
    ///
    /// @return those whose leases are to be released
    List<NodeId> settle() {
        List<NodeId> dead = List.copyOf(leases.keySet());
        leases.clear();
        haveLived = false;
        ended = Instant.MIN;
        return dead;
    }

    private void see(NodeId node, Instant sign, Moment now) {
        if (!node.equals(self)) {
            leases.put(node, new Lease(sign, now));
        }
    }

    /// @param sign by the clock of that node
    /// @param changed by the own clocks
    private record Lease(Instant sign, Moment changed) {
        boolean isDead(Moment now) {
            return now.isPast(changed, SILENT_WHEN_DEAD);
        }
    }
}
