package com.meeshy.socketio;

import com.meeshy.socketio.engine.Engine;
import com.meeshy.socketio.socket.SocketLayer;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;

/// A Socket.IO server without a socket of its own: it serves whatever comes through its gates.
///
/// Thread safe. Life: make it, set the handlers of its namespaces, put `newGate()` into each new pipeline; to
/// stop, [#refuseNewConnections()], let clients go, [#close()], then stop the event loops.
public final class SocketIoServer implements AutoCloseable {

    private final SocketLayer layer;
    private final Engine engine;

    public SocketIoServer(SocketIoSettings settings) {
        layer = new SocketLayer(settings);
        engine = new Engine(settings, System::nanoTime, layer);
    }

    /// The namespace of this name, made at the first call. `/` is the default namespace.
    ///
    /// @throws IllegalArgumentException when the name does not begin with a slash or holds a comma or question
    ///     mark
    public Namespace namespace(String name) {
        return layer.namespace(name);
    }

    /// A gate for one new pipeline, to be placed directly after its `HttpServerCodec`.
    public SocketIoGate newGate() {
        return new SocketIoGate(engine.router(), engine.settings());
    }

    /// The number of connections let into any namespace.
    public int connectionCount() {
        return layer.connectionCount();
    }

    /// The counters.
    public SocketIoStats stats() {
        return engine.stats();
    }

    /// Who is told of every limit that is passed, with the client's address: on an event loop, so it must be quick.
    public void whenExceeded(BiConsumer<SocketIoLimit, InetSocketAddress> listener) {
        engine.whenExceeded(listener);
    }

    /// Who is told of every channel that carries a session from now on, and whether that is trusted, on its event loop;
    /// of a polling session with each of its requests.
    public void whenCarries(BiConsumer<Channel, Boolean> listener) {
        engine.whenCarries(listener);
    }

    /// From now on new sessions are answered with 503; those that are open go on. Cannot be undone.
    public void refuseNewConnections() {
        engine.refuse();
    }

    /// Refuses new sessions and closes all open ones with [CloseReason#SERVER_SHUTDOWN]. Returns at once; the
    /// closing happens on the event loops, which must run until then.
    @Override
    public void close() {
        engine.close();
    }
}
