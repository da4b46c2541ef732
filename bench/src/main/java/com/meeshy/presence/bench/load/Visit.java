package com.meeshy.presence.bench.load;

import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ConnectRefused;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One connection of a person, and what it hears. Event loop, but for what says otherwise.
final class Visit implements ClientListener {
    private final Crowd crowd;
    private final Person person;
    private final long begun;
    private final Books books;
    private volatile @Nullable SocketIoClient client;
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

    /// From any thread.
    void by(SocketIoClient opened) {
        client = opened;
    }

    /// From any thread.
    @Nullable
    SocketIoClient client() {
        return client;
    }

    long begun() {
        return begun;
    }

    /// Reads nothing any more. From any thread.
    void deafen() {
        deaf = true;
        SocketIoClient open = client;
        if (open != null) {
            open.read(false);
        }
    }

    @Override
    public Object auth() {
        return Map.of("token", crowd.token(person));
    }

    @Override
    public void event(SocketIoClient from, IncomingPacket event) {
        books.add(Count.BYTES, event.length());
        if (deaf) {
            return;
        }
        if (event.isEvent("user:status")) {
            person.hear(
                    Fields.personAfter(event, "\"userId\":\""),
                    Fields.isTrueAfter(event, "\"isOnline\":"),
                    Fields.numberAfterLast(event, "\"version\":"),
                    books);
        } else if (event.isEvent("presence:snapshot")) {
            books.count(Count.SNAPSHOT_PAGES);
            told = Fields.numberAfterLast(event, "\"page\":") == Fields.numberAfterLast(event, "\"pages\":");
            enter();
        } else if (event.isEvent("authenticated")) {
            authenticated(from, event);
        } else if (event.isEvent("conversation:online_stats")) {
            books.count(Count.STATS);
        }
    }

    private void authenticated(SocketIoClient from, IncomingPacket event) {
        authenticated = Fields.contains(event, "\"success\":true");
        enter();
        if (!authenticated) {
            crowd.refused(Fields.textAfter(event, "\"code\":\""));
            from.cut();
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

    @Override
    public void refused(SocketIoClient from, ConnectRefused refusal) {
        crowd.refused(refusal.code());
    }

    @Override
    public void closed(SocketIoClient from, String why) {
        crowd.left(person, this, in, books);
    }
}
