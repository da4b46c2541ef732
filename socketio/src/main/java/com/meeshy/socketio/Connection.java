package com.meeshy.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One client in one namespace. All methods may be called from any thread and never block; what is done from one
/// thread happens in that order. After the connection has ended they do nothing.
public interface Connection {

    /// The socket id, unguessable, known to this client as `socket.id` (EIO 4). Differs from the Engine.IO
    /// session id.
    String id();

    /// The namespace this connection is in.
    Namespace namespace();

    /// How the client came. Holds the headers, the query and the credential until [#forgetHandshake()].
    Handshake handshake();

    /// Drops headers, query and credential of the handshake, to hold less memory and no secret for the life of
    /// the connection. Address, time, version and transport remain.
    void forgetHandshake();

    /// The client's address; as told by a trusted proxy when the settings say so.
    InetSocketAddress remoteAddress();

    /// The transport in use now: "websocket" or "polling".
    String transport();

    /// Sends an event to this client. Same arguments as [Broadcast#emit].
    ///
    /// @throws IllegalArgumentException when an argument cannot be written as JSON
    void emit(String event, Object... arguments);

    /// Sends an event of which only the newest per key matters; see [Broadcast#emitLatest].
    ///
    /// @throws IllegalArgumentException when an argument cannot be written as JSON
    void emitLatest(Object key, String event, Object... arguments);

    /// Completes as soon as everything emitted before was handed to the transport, or the connection has ended:
    /// when to go on with what is too much for one go. A client that does not poll or read keeps it waiting
    /// until it is closed.
    CompletionStage<Void> drained();

    /// Sends an event and waits for the client's acknowledgement. The stage completes on the event loop with the
    /// arguments of the ack, or exceptionally with [AckMissingException] when the timeout passes, the
    /// connection ends, or too many acks are open already.
    CompletionStage<List<JsonNode>> emitWithAck(Duration timeout, String event, Object... arguments);

    /// Enters rooms of the namespace; those it is in already are left as they are.
    void join(String... rooms);

    /// Leaves rooms; those it is not in are left as they are.
    void leave(String... rooms);

    /// The rooms it is in, as an unmodifiable snapshot. A `join` from another thread may not be seen yet.
    Set<String> rooms();

    /// The application's own object for this connection, or null.
    @Nullable
    Object attachment();

    /// The application's own object for this connection.
    ///
    /// @throws IllegalStateException when there is none of this type
    default <T> T attachment(Class<T> type) {
        Object attachment = attachment();
        if (!type.isInstance(attachment)) {
            throw new IllegalStateException("connection " + id() + " has no attachment of type " + type.getName());
        }
        return type.cast(attachment);
    }

    /// Sets the application's own object for this connection.
    void attach(@Nullable Object attachment);

    /// Tells the client that it is disconnected (a Socket.IO DISCONNECT packet), after everything emitted before,
    /// and closes the transport if no other namespace uses it. Official clients do not come back by themselves
    /// after this. The reason is [CloseReason#SERVER_DISCONNECT].
    void disconnect();

    /// Closes the transport, after everything emitted before, for all namespaces of the session. Official clients
    /// reconnect by themselves, after their usual random delay.
    void close(CloseReason reason);

    /// How far the application trusts this client, and so how much it may make the server keep. Trust is not taken
    /// back; a claimant becomes a stranger again when its credential is refused, and what is then held for it
    /// beyond the limits of a stranger is refused ([NamespaceHandler#refused]).
    void standing(Standing standing);

    /// Keeps an event that cannot be served yet, behind those kept before, until [#nextHeld()]. To be called on the
    /// event loop, by whoever was handed the event. What is over the limits is not kept but handed to
    /// [NamespaceHandler#refused]; a stranger over its bytes is closed.
    void hold(Event event);

    /// Takes the oldest event that is held, or null. To be called on the event loop.
    @Nullable
    Event nextHeld();

    /// Runs a task on the event loop of this connection. It must not block. Runs even when the connection has
    /// ended, as long as the event loop lives.
    void execute(Runnable task);

    /// Asks the client for a sign of life now rather than at the next interval: [#silentFor] tells whether it came,
    /// and when none comes within the ping timeout the connection ends. Nothing is asked of a client that owes an
    /// answer already, nor of EIO 3, where it is the client who asks.
    void ping();

    /// How long nothing has come from the client, heartbeats included, to about a tenth of a second. To be
    /// asked on the connection's event loop, also when it has just ended.
    Duration silentFor();

    /// Whether the connection is still let in.
    boolean isOpen();
}
