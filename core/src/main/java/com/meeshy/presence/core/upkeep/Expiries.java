package com.meeshy.presence.core.upkeep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When the credential of each connection ends: a JWT's `exp`, a share link's `expiresAt`. A tick costs as much
/// as there is to end, however many connections are open. Any thread.
///
/// @param <C> how the caller names a connection
public final class Expiries<C> {
    private final TreeMap<Due, C> byTime = new TreeMap<>();
    private final Map<C, Due> byConnection = new HashMap<>();
    private long entries;

    /// The connection's credential ends at this moment; replaces what was known of it.
    ///
    /// @param endsAt null when it never ends
    public synchronized void watch(C connection, @Nullable Instant endsAt) {
        forget(connection);
        if (endsAt != null) {
            Due due = new Due(endsAt, entries++);
            byTime.put(due, connection);
            byConnection.put(connection, due);
        }
    }

    /// The connection ended by itself.
    public synchronized void forget(C connection) {
        Due due = byConnection.remove(connection);
        if (due != null) {
            byTime.remove(due);
        }
    }

    /// Takes those whose time is over, earliest first: tell them why, then close them as a clean close.
    public synchronized List<C> takeDue(Instant now) {
        List<C> due = new ArrayList<>();
        while (!byTime.isEmpty() && !byTime.firstKey().at().isAfter(now)) {
            C connection = byTime.pollFirstEntry().getValue();
            byConnection.remove(connection);
            due.add(connection);
        }
        return due;
    }

    public synchronized int size() {
        return byConnection.size();
    }

    /// @param entry tells apart those that end at the same moment
    private record Due(Instant at, long entry) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byMoment = at.compareTo(other.at);
            return byMoment != 0 ? byMoment : Long.compare(entry, other.entry);
        }
    }
}
