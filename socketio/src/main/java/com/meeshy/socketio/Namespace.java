package com.meeshy.socketio;

import java.util.function.Consumer;

/// A Socket.IO namespace: a handler, and the connections that were let in. All methods may be called from any
/// thread.
public interface Namespace {

    /// The name, with its leading slash.
    String name();

    /// Sets who handles the connections. Until then every CONNECT is accepted and every event dropped. Set it
    /// before the first client can come: connections keep the handler that admitted them.
    Namespace handler(NamespaceHandler handler);

    /// A broadcast to the members of any of the rooms, one copy each however many of the rooms they are in.
    Broadcast to(String... rooms);

    /// A broadcast to every connection of the namespace.
    Broadcast broadcast();

    /// Calls `action` for every connection, each on its own event loop, some time after this call. Connections
    /// that come or go meanwhile may be missed or not.
    void forEach(Consumer<? super Connection> action);

    /// The number of connections that are let in now.
    int connectionCount();
}
