package com.meeshy.presence.bench.load;

import org.jspecify.annotations.Nullable;

/// One connection of a person: the Engine.IO 4 and Socket.IO 5 client over a line. Event loop, but for what says
/// otherwise.
final class Visit {
    private final Crowd crowd;
    private final Person person;
    private final long begun;
    private final Books books;
    private volatile @Nullable Line line;
    private boolean authenticated;
    private boolean told;
    private boolean in;
    private volatile boolean deaf;

    /// @param begun `System.nanoTime()` when this person began to come, also when it has tried before
    Visit(Crowd crowd, Person person, long begun, Books books) {
        this.crowd = crowd;
        this.person = person;
        this.begun = begun;
        this.books = books;
        told = !crowd.plan().snapshots();
    }

    void opened(Line opened) {
        line = opened;
    }

    /// From any thread.
    @Nullable
    Line line() {
        return line;
    }

    long begun() {
        return begun;
    }

    /// Reads nothing any more. From any thread.
    void deafen() {
        deaf = true;
        Line open = line;
        if (open != null) {
            open.deafen();
        }
    }

    void packet(Packet packet) {
        books.add(Count.BYTES, packet.length());
        if (deaf) {
            return;
        }
        if (packet.startsWith("42[\"user:status\"")) {
            person.hear(
                    packet.personAfter("\"userId\":\""),
                    packet.isTrueAfter("\"isOnline\":"),
                    packet.numberAfterLast("\"version\":"),
                    books);
        } else if (packet.startsWith("42[\"")) {
            event(packet);
        } else if (packet.startsWith("2")) {
            send("3" + packet.toString().substring(1));
        } else if (packet.startsWith("0")) {
            send("40{\"token\":\"" + crowd.token(person) + "\"}");
        }
    }

    private void event(Packet packet) {
        if (packet.startsWith("42[\"presence:snapshot\"")) {
            books.count(Count.SNAPSHOT_PAGES);
            told = packet.numberAfterLast("\"page\":") == packet.numberAfterLast("\"pages\":");
            enter();
        } else if (packet.startsWith("42[\"authenticated\"")) {
            authenticated = packet.contains("\"success\":true");
            enter();
            if (!authenticated) {
                crowd.refused(packet.textAfter("\"code\":\""));
                cut();
            }
        } else if (packet.startsWith("42[\"conversation:online_stats\"")) {
            books.count(Count.STATS);
        }
    }

    private void enter() {
        if (authenticated && told && !in) {
            in = true;
            books.count(Count.LOGINS);
            books.time(Timing.LOGIN, (System.nanoTime() - begun) / 1_000);
            crowd.entered(person, this);
        }
    }

    private void send(String packet) {
        Line open = line;
        if (open != null) {
            open.send(packet);
        }
    }

    private void cut() {
        Line open = line;
        if (open != null) {
            open.cut();
        }
    }

    /// The connection is over, or never came to be.
    void ended() {
        crowd.left(person, this, in, books);
    }
}
