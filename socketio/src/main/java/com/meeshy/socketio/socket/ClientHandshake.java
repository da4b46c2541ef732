package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.engine.OpeningRequest;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The handshake of one connection.
///
/// @param connectQuery query in the CONNECT packet (EIO 3), beginning with a question mark, or ""
record ClientHandshake(OpeningRequest opening, String connectQuery, JsonNode auth) implements Handshake {

    @Override
    public @Nullable String header(String name) {
        return opening.header(name);
    }

    @Override
    public @Nullable String query(String name) {
        String value = connectQuery.isEmpty() ? null : OpeningRequest.query(connectQuery, name);
        return value == null ? opening.query(name) : value;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return opening.remoteAddress();
    }

    @Override
    public int protocol() {
        return opening.protocol();
    }

    @Override
    public String transport() {
        return opening.transport();
    }

    @Override
    public Instant issuedAt() {
        return opening.issuedAt();
    }

    /// Nothing but what is left of the request.
    static ClientHandshake forgotten(OpeningRequest opening) {
        return new ClientHandshake(opening, "", MissingNode.getInstance());
    }

    /// Without the credential, which must not reach a log.
    @Override
    public String toString() {
        return "ClientHandshake[" + opening.remoteAddress() + ", " + opening.transport() + "]";
    }
}
