package com.meeshy.presence.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Movers come and go in turn at a fixed rate: whoever came first leaves first.
public final class Churn {
    /// Nobody turns on their heel: a connection is given this long to be known as opened or ended everywhere.
    private static final long DWELL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Crowd crowd;
    private final List<Person> movers;
    private int coming;
    private int going;

    /// @param seed of the order in which they come and go
    public Churn(Crowd crowd, long seed) {
        this.crowd = crowd;
        movers = new ArrayList<>(crowd.movers());
        Collections.shuffle(movers, new Random(seed));
    }

    /// One comes, one goes, and so on, evenly spread; returns when the time is over. Who should act when nobody can is
    /// counted as skipped.
    public void run(double edgesPerSecond, double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        for (long made = 0; ; made++) {
            long due = start + (long) (made * 1e9 / edgesPerSecond);
            if (due >= end) {
                break;
            }
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            boolean acted = made % 2 == 0 ? comes() || goes() : goes() || comes();
            if (!acted) {
                crowd.books().count(Count.SKIPPED);
            }
        }
    }

    private boolean comes() {
        long now = System.nanoTime();
        for (int tried = 0; tried < movers.size(); tried++) {
            Person next = movers.get(coming);
            coming = (coming + 1) % movers.size();
            if (next.is(Person.State.AWAY, DWELL_NANOS, now)) {
                cause(next, true);
                crowd.come(next);
                return true;
            }
        }
        return false;
    }

    private boolean goes() {
        long now = System.nanoTime();
        for (int tried = 0; tried < movers.size(); tried++) {
            Person next = movers.get(going);
            going = (going + 1) % movers.size();
            if (next.is(Person.State.IN, DWELL_NANOS, now)) {
                cause(next, false);
                crowd.leave(next);
                return true;
            }
        }
        return false;
    }

    private void cause(Person person, boolean online) {
        crowd.books().add(Count.EXPECTED, person.cause(online));
        crowd.books().count(Count.EDGES);
    }

    /// This many of those who are in fall silent: they read and answer nothing any more. Their going is an edge
    /// whose cause is now.
    ///
    /// @return how many did
    public int fallSilent(int count) {
        int silent = 0;
        for (Person each : movers) {
            if (silent < count && each.state() == Person.State.IN) {
                Visit visit = each.visit();
                if (visit != null) {
                    cause(each, false);
                    each.turn(Person.State.LEAVING);
                    visit.deafen();
                    silent++;
                }
            }
        }
        return silent;
    }
}
