package com.meeshy.socketio.socket;

import com.meeshy.socketio.Broadcast;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.engine.Outgoing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An audience in one namespace. No rooms means everybody.
record SocketBroadcast(
        SocketNamespace namespace,
        List<String> rooms,
        @Nullable Predicate<? super Connection> excluded) implements Broadcast {

    @Override
    public Broadcast to(String... more) {
        List<String> all = Stream.concat(rooms.stream(), Stream.of(more)).toList();
        return new SocketBroadcast(namespace, all, excluded);
    }

    @Override
    public Broadcast except(Connection connection) {
        return except(connection::equals);
    }

    @Override
    public Broadcast except(Predicate<? super Connection> others) {
        Predicate<? super Connection> before = excluded;
        return new SocketBroadcast(
                namespace,
                rooms,
                before == null ? others : connection -> before.test(connection) || others.test(connection));
    }

    @Override
    public void emit(String event, Object... arguments) {
        send(namespace.event(null, event, arguments));
    }

    @Override
    public void emitLatest(Object key, String event, Object... arguments) {
        send(namespace.event(key, event, arguments));
    }

    /// Hands the message to every event loop; takes its reference.
    private void send(Outgoing message) {
        for (RoomTable table : namespace.tables()) {
            message.retain();
            boolean taken = table.loop().run(() -> {
                try {
                    table.send(rooms, excluded, message);
                } finally {
                    message.release();
                }
            });
            if (!taken) {
                message.release();
            }
        }
        message.release();
    }

    @Override
    public void emitEach(String event, Function<? super Connection, ? extends @Nullable Object> argument) {
        for (RoomTable table : namespace.tables()) {
            table.loop().run(() -> emitEach(table, event, argument));
        }
    }

    private void emitEach(
            RoomTable table, String event, Function<? super Connection, ? extends @Nullable Object> argument) {
        Map<Object, Outgoing> encoded = new HashMap<>();
        try {
            table.forEach(
                    rooms,
                    excluded,
                    member -> HandlerCalls.run("emitEach", () -> {
                        @Nullable Object its = argument.apply(member);
                        if (its != null) {
                            member.sendShared(encoded.computeIfAbsent(its, each -> namespace.event(null, event, each)));
                        }
                    }));
        } finally {
            encoded.values().forEach(Outgoing::release);
        }
    }
}
