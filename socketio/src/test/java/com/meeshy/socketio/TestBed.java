package com.meeshy.socketio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.socketio.SocketIoSettings.AddressLimits;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A server on a port of its own with a [Recorder] in the default namespace, and clients for it.
final class TestBed implements AutoCloseable {

    static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";
    static final String POLLING = "/socket.io/?EIO=4&transport=polling";
    static final String WEBSOCKET3 = "/socket.io/?EIO=3&transport=websocket";
    static final String POLLING3 = "/socket.io/?EIO=3&transport=polling";

    final Recorder recorder = new Recorder();
    final SocketIoServer server;
    final TestServer netty;

    TestBed(SocketIoSettings settings) {
        this(settings, 2);
    }

    TestBed(SocketIoSettings settings, int threads) {
        server = new SocketIoServer(settings);
        server.namespace("/").handler(recorder);
        netty = new TestServer(0, threads, server::newGate);
    }

    TestBed() {
        this(settings());
    }

    static SocketIoSettings settings() {
        return SocketIoSettings.defaults().withAddressLimits(AddressLimits.none());
    }

    RawHttp http() throws IOException {
        return new RawHttp(netty.port());
    }

    RawWebSocket webSocket(String uri, String... headers) throws IOException {
        return new RawWebSocket(netty.port(), uri, headers);
    }

    /// A WebSocket that has heard its open packet.
    RawWebSocket opened() throws IOException {
        RawWebSocket socket = webSocket(WEBSOCKET);
        socket.next();
        return socket;
    }

    /// A WebSocket in the default namespace.
    RawWebSocket connected() throws IOException {
        RawWebSocket socket = opened();
        socket.sendText("40");
        socket.next();
        return socket;
    }

    /// The id of a new polling session.
    String pollingSession() throws IOException {
        return pollingSession(POLLING);
    }

    String pollingSession(String uri) throws IOException {
        try (RawHttp http = http()) {
            String packet = http.get(uri).text();
            return sid(packet.substring(packet.indexOf('{')));
        }
    }

    static String sid(String json) {
        try {
            return new ObjectMapper().readTree(json).path("sid").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        netty.close();
    }
}
