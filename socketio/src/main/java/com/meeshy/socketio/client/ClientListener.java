package com.meeshy.socketio.client;

import org.jspecify.annotations.Nullable;

/// What a client hears, on its event loop: nothing here may block.
public interface ClientListener {
    /// What is shown when entering the namespace, made into JSON; null for nothing. Asked for when it is needed,
    /// so that nobody has to keep it.
    default @Nullable Object auth() {
        return null;
    }

    /// The server has let this client into the namespace.
    default void connected(SocketIoClient client) {}

    /// The server does not let this client in. The connection is closed next.
    default void refused(SocketIoClient client, ConnectRefused refusal) {}

    /// @param event readable until this returns
    void event(SocketIoClient client, IncomingPacket event);

    /// The server has ended the session: official clients do not come back after it. Ends the connection.
    default void disconnected(SocketIoClient client) {
        client.close(SocketIoClient.NORMAL);
    }

    /// The connection is over, or never came to be. Called once.
    default void closed(SocketIoClient client, String why) {}
}
