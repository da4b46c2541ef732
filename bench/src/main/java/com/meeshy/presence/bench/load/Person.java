package com.meeshy.presence.bench.load;

import org.jspecify.annotations.Nullable;

/// One of the people: where they are, what they caused, and what they know of the movers they see.
final class Person {
    /// Where somebody is.
    enum State {
        AWAY,
        ENTERING,
        IN,
        LEAVING
    }

    private static final Person[] NOBODY = {};

    final int number;
    final boolean mover;
    private volatile State state = State.AWAY;
    private volatile long since;
    private volatile Edge edge = Edge.NONE;
    private volatile boolean watching;
    private volatile @Nullable Visit visit;
    private Person[] contacts = NOBODY;

    /// For each contact that is a mover: the last edge heard of and its version. Touched by the event loop of the
    /// connection, and by others while nothing moves.
    private int[] seen = {};

    private long[] versions = {};

    Person(int number, boolean mover) {
        this.number = number;
        this.mover = mover;
    }

    /// Movers keep those who see them, the others the movers they see.
    void meets(Person[] contacts) {
        this.contacts = contacts;
        if (!mover) {
            seen = new int[contacts.length];
            versions = new long[contacts.length];
        }
    }

    State state() {
        return state;
    }

    /// Whether in this state for so long.
    boolean is(State expected, long nanos, long now) {
        return state == expected && now - since >= nanos;
    }

    void turn(State next) {
        since = System.nanoTime();
        state = next;
    }

    Edge edge() {
        return edge;
    }

    @Nullable
    Visit visit() {
        return visit;
    }

    void visits(@Nullable Visit next) {
        visit = next;
    }

    /// From now on everything that happens to the movers it sees should reach this person.
    void watch() {
        for (int i = 0; i < seen.length; i++) {
            seen[i] = contacts[i].edge.number();
        }
        watching = true;
    }

    void stopWatching() {
        watching = false;
    }

    /// Notes that the load makes this mover come or go now.
    ///
    /// @return how many should hear of it
    int cause(boolean online) {
        edge = edge.next(online, System.nanoTime());
        int viewers = 0;
        for (Person each : contacts) {
            if (each.watching) {
                viewers++;
            }
        }
        return viewers;
    }

    /// Hears that somebody is online or not.
    ///
    /// @param version of the event, or -1 when the server does not tell any
    void hear(int subject, boolean online, long version, Books books) {
        int place = placeOf(subject);
        if (place < 0 || !watching) {
            books.count(online ? Count.OTHER : Count.OTHER_OFFLINE);
            return;
        }
        if (version >= 0) {
            long known = versions[place];
            if (version <= known) {
                books.count(version == known ? Count.DUPLICATE : Count.OUT_OF_ORDER);
                return;
            }
            versions[place] = version;
        }
        Edge last = contacts[place].edge;
        Edge meant = last.online() == online ? last : last.before();
        int known = seen[place];
        if (meant == null || meant.number() < known) {
            books.count(Count.FALSE);
        } else if (meant.number() == known) {
            books.count(version < 0 ? Count.DUPLICATE : Count.REFRESH);
        } else {
            books.add(Count.LOST, meant.number() - known - 1L);
            seen[place] = meant.number();
            Arrival.of(meant, version).book(books);
        }
    }

    /// What has not arrived by now does not count as delivered any more. While nothing moves.
    ///
    /// @return how much that is
    long giveUpMissing() {
        long missing = 0;
        for (int i = 0; watching && i < seen.length; i++) {
            int happened = contacts[i].edge.number();
            missing += happened - seen[i];
            seen[i] = happened;
        }
        return missing;
    }

    private int placeOf(int subject) {
        for (int i = 0; i < seen.length; i++) {
            if (contacts[i].number == subject) {
                return i;
            }
        }
        return -1;
    }
}
