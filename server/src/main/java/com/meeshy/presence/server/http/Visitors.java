package com.meeshy.presence.server.http;

import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.ClientNetwork;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// The TCP connections that are open, so that strangers cannot use up what others need. Safe from any thread.
///
/// An address may have `CONNECTIONS_PER_ADDRESS`. Connections behind which nobody has proven who it is are bounded
/// together: `UNPROVEN_CONNECTIONS`, and what the descriptors of the process leave over. One more is let in all the
/// same, and of the strangers the one that was silent for longest is closed for it: so a health check, and whoever
/// brings a credential, always gets through. A connection that has proven itself is never closed for another.
final class Visitors {
    static final AttributeKey<Visit> VISIT = AttributeKey.valueOf("meeshy.visit");

    /// However many have proven themselves, so many others are let in: health checks, and those who are about to.
    private static final int LEAST_STRANGERS = 16;

    private final Limits limits;
    private final int mostStrangers;
    private final int mostTogether;
    private final Sparing sparing;
    private final SequencedSet<Visit> strangers = new LinkedHashSet<>();
    private int open;

    /// @param mostStrangers connections of strangers
    /// @param mostTogether connections that the process has descriptors for
    Visitors(Limits limits, int mostStrangers, int mostTogether, Sparing sparing) {
        this.limits = limits;
        this.mostStrangers = Math.min(mostStrangers, mostTogether / 2);
        this.mostTogether = mostTogether;
        this.sparing = sparing;
    }

    /// Whose address is not counted.
    @FunctionalInterface
    interface Sparing {
        boolean spares(InetSocketAddress peer);
    }

    /// Somebody connects.
    ///
    /// @return null when its address has too many already
    @Nullable
    Visit enter(Channel channel) {
        InetSocketAddress peer = peer(channel);
        String address = ClientNetwork.of(peer);
        boolean counted = !sparing.spares(peer);
        if (counted && !limits.enter(Limit.CONNECTIONS_PER_ADDRESS, address)) {
            return null;
        }
        Visit visit = new Visit(this, channel, address, counted);
        List<Visit> ended = new ArrayList<>(1);
        synchronized (strangers) {
            open++;
            strangers.add(visit);
            while (strangers.size() > room()) {
                ended.add(strangers.removeFirst());
            }
        }
        channel.attr(VISIT).set(visit);
        channel.closeFuture().addListener(visit);
        if (!ended.isEmpty()) {
            limits.exceeded(Limit.UNPROVEN_CONNECTIONS, "all");
            ended.forEach(Visit::end);
        }
        return visit;
    }

    /// Somebody connects whom no limit concerns.
    Visit enterSpared(Channel channel) {
        Visit visit = new Visit(this, channel, ClientNetwork.of(peer(channel)), false);
        synchronized (strangers) {
            open++;
        }
        channel.closeFuture().addListener(visit);
        return visit;
    }

    private static InetSocketAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress known ? known : new InetSocketAddress(0);
    }

    private int room() {
        int proven = open - strangers.size();
        return Math.max(LEAST_STRANGERS, Math.min(mostStrangers, mostTogether - proven));
    }

    void spoke(Visit visit) {
        synchronized (strangers) {
            if (strangers.remove(visit)) {
                strangers.add(visit);
            }
        }
    }

    void known(Visit visit, boolean now) {
        synchronized (strangers) {
            if (!now && !visit.over) {
                strangers.add(visit);
            } else if (open - strangers.size() < mostTogether) {
                strangers.remove(visit);
            }
        }
    }

    void left(Visit visit) {
        synchronized (strangers) {
            open--;
            visit.over = true;
            strangers.remove(visit);
        }
        if (visit.isCounted()) {
            limits.leave(Limit.CONNECTIONS_PER_ADDRESS, visit.address());
        }
    }

    /// For metrics and tests.
    Counts counts() {
        synchronized (strangers) {
            return new Counts(open, strangers.size());
        }
    }

    record Counts(int open, int strangers) {}
}
