package com.meeshy.socketio;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A Socket.IO server without a socket of its own: it serves whatever comes through its gates.
///
/// Thread safe. Life: make it, set the handlers of its namespaces, put `newGate()` into each new pipeline; to
/// stop, [#refuseNewConnections()], let clients go, [#close()], then stop the event loops.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class SocketIoServer implements AutoCloseable {

    private final SocketIoSettings settings;

    /// A server on the system clock.
    public SocketIoServer(SocketIoSettings settings) {
        this(settings, InstantSource.system(), System::nanoTime);
    }

    /// A server on a given clock and ticker (nanoseconds, any origin), for tests.
    public SocketIoServer(SocketIoSettings settings, InstantSource clock, LongSupplier nanoTicker) {
        this.settings = settings;
    }

    /// The namespace of this name, made at the first call. `/` is the default namespace.
    public Namespace namespace(String name) {
        throw unbuilt();
    }

    /// A gate for one new pipeline, to be placed directly after its `HttpServerCodec`.
    public SocketIoGate newGate() {
        throw unbuilt();
    }

    /// The number of connections let into any namespace.
    public int connectionCount() {
        throw unbuilt();
    }

    /// The counters.
    public SocketIoStats stats() {
        throw unbuilt();
    }

    /// From now on new sessions are answered with 503; those that are open go on. Cannot be undone.
    public void refuseNewConnections() {
        throw unbuilt();
    }

    /// Refuses new sessions and closes all open ones with [CloseReason#SERVER_SHUTDOWN]. Returns at once; the
    /// closing happens on the event loops, which must run until then.
    @Override
    public void close() {
        throw unbuilt();
    }

    private UnsupportedOperationException unbuilt() {
        return new UnsupportedOperationException("under construction, path " + settings.path());
    }
}
