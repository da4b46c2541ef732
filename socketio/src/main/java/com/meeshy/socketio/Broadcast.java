package com.meeshy.socketio;

import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An audience, described but not yet spoken to. Immutable: every method but `emit` returns a narrower or wider
/// copy.
///
/// An emitted event is encoded once and the same bytes are written to every connection of the audience. Each gets
/// one copy, however many of the rooms it is in. Who is in a room is decided on each event loop when the event
/// arrives there: a `join` or `leave` that the same thread made before is seen, one made afterwards is not.
///
/// Delivery is at most once and in order for events emitted by one thread; a slow reader may lose events that
/// were emitted with a key and are older than another of the same key (see [SlowReaderPolicy]). All methods may
/// be called from any thread and never block.
public interface Broadcast {

    /// Adds rooms to the audience. A broadcast to the whole namespace becomes one to these rooms.
    Broadcast to(String... rooms);

    /// Leaves this connection out.
    Broadcast except(Connection connection);

    /// Leaves out whatever matches. The predicate runs on the event loop of each connection and must be quick.
    Broadcast except(Predicate<? super Connection> excluded);

    /// Sends an event to the audience. Arguments are anything Jackson can write; `byte[]` and Jackson binary
    /// nodes at any depth become binary attachments.
    ///
    /// @throws IllegalArgumentException when an argument cannot be written as JSON
    void emit(String event, Object... arguments);

    /// Sends an event of which only the newest per `key` matters. A connection that reads too slowly may skip
    /// older events with an equal key; everybody else gets all of them. Events without key, and events with other
    /// keys, are not skipped.
    ///
    /// @throws IllegalArgumentException when an argument cannot be written as JSON
    void emitLatest(Object key, String event, Object... arguments);

    /// Sends each connection of the audience what is its own. The function runs on the event loop of each
    /// connection and must be quick; equal arguments are encoded once on each loop. Null leaves the connection
    /// out.
    ///
    /// An argument that cannot be written as JSON is logged, and its connection left out.
    void emitEach(String event, Function<? super Connection, ? extends @Nullable Object> argument);
}
