package com.meeshy.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// How a client came to a namespace: what it sent with its first HTTP request and in its CONNECT packet.
///
/// Immutable and safe to keep, though it may hold a credential: see [Connection#forgetHandshake()].
public interface Handshake {

    /// The first value of a request header, name in any case, or null. Of the HTTP request that opened the
    /// session.
    @Nullable
    String header(String name);

    /// The first value of a query parameter, or null. For EIO 3 also those of the CONNECT packet.
    @Nullable
    String query(String name);

    /// The payload of the CONNECT packet: an object, or a missing node when there was none. Always missing for
    /// EIO 3.
    JsonNode auth();

    /// The client's address; as told by a trusted proxy when the settings say so.
    InetSocketAddress remoteAddress();

    /// The Engine.IO protocol version: 4 or 3.
    int protocol();

    /// The transport that opened the session: "websocket" or "polling".
    String transport();
}
