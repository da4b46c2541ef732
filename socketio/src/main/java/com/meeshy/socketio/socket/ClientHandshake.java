package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.engine.OpeningRequest;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The handshake of one connection.
final class ClientHandshake implements Handshake {

    private final OpeningRequest opening;
    private final String connectQuery;
    private final @Nullable SocketPacket connect;

    /// What was read out of the CONNECT packet; forgotten while admission takes its time.
    private volatile @Nullable JsonNode auth;

    private ClientHandshake(OpeningRequest opening, String connectQuery, @Nullable SocketPacket connect) {
        this.opening = opening;
        this.connectQuery = connectQuery;
        this.connect = connect;
    }

    /// Of somebody who is in the default namespace without asking (EIO 3); also what is left of any other when it
    /// is forgotten.
    static ClientHandshake implied(OpeningRequest opening) {
        return new ClientHandshake(opening, "", null);
    }

    /// @throws ProtocolViolation when the payload of the CONNECT packet is no JSON
    static ClientHandshake of(OpeningRequest opening, SocketPacket connect) throws ProtocolViolation {
        ClientHandshake handshake = new ClientHandshake(opening, connect.query(), connect);
        handshake.auth = connect.data();
        return handshake;
    }

    /// Keeps bytes only, until they are asked for again.
    void rest() {
        auth = null;
    }

    /// Bytes that it keeps of what came.
    int length() {
        return connect == null ? 0 : connect.length();
    }

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
    public JsonNode auth() {
        JsonNode known = auth;
        if (known != null) {
            return known;
        }
        try {
            return connect == null ? MissingNode.getInstance() : connect.data();
        } catch (ProtocolViolation e) {
            throw new IllegalStateException("was read before", e);
        }
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

    /// Without the credential, which must not reach a log.
    @Override
    public String toString() {
        return "ClientHandshake[" + opening.remoteAddress() + ", " + opening.transport() + "]";
    }
}
