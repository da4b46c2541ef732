package com.meeshy.socketio.socket;

import com.meeshy.socketio.Broadcast;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Namespace;
import com.meeshy.socketio.NamespaceHandler;
import com.meeshy.socketio.engine.EngineLoop;
import com.meeshy.socketio.engine.Outgoing;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A namespace: its handler, and its rooms on each event loop.
final class SocketNamespace implements Namespace {

    private final String name;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile NamespaceHandler handler = new NamespaceHandler() {};
    private volatile RoomTable[] tables = {};

    SocketNamespace(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Namespace handler(NamespaceHandler h) {
        handler = h;
        return this;
    }

    NamespaceHandler handler() {
        return handler;
    }

    /// An event, encoded once for whoever is to get it.
    ///
    /// @param key see [Broadcast#emitLatest]; null: none
    Outgoing event(@Nullable Object key, String event, @Nullable Object... arguments) {
        return SocketPacketEncoder.event(name, SocketPacket.NO_ID, key, event, arguments);
    }

    @Override
    public Broadcast to(String... rooms) {
        return new SocketBroadcast(this, List.of(rooms), null);
    }

    @Override
    public Broadcast broadcast() {
        return new SocketBroadcast(this, List.of(), null);
    }

    @Override
    public void forEach(Consumer<? super Connection> action) {
        for (RoomTable table : tables) {
            table.loop().run(() -> {
                Room everybody = table.everybody();
                RoomMember[] now = new RoomMember[everybody.size()];
                for (int i = 0; i < now.length; i++) {
                    now[i] = everybody.member(i);
                }
                for (RoomMember connection : now) {
                    HandlerCalls.run("forEach", () -> action.accept(connection));
                }
            });
        }
    }

    @Override
    public int connectionCount() {
        return connections.get();
    }

    AtomicInteger connections() {
        return connections;
    }

    /// The rooms of every event loop that has had a connection.
    RoomTable[] tables() {
        return tables;
    }

    /// The rooms on this loop.
    RoomTable table(EngineLoop loop) {
        for (RoomTable table : tables) {
            if (table.loop() == loop) {
                return table;
            }
        }
        synchronized (this) {
            // Only this loop asks for its own table, so nobody else can have added it meanwhile.
            RoomTable[] more = Arrays.copyOf(tables, tables.length + 1);
            more[tables.length] = new RoomTable(loop);
            tables = more;
            return more[more.length - 1];
        }
    }
}
