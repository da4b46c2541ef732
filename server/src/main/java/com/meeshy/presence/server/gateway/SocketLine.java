package com.meeshy.presence.server.gateway;

import com.meeshy.presence.live.line.Line;
import com.meeshy.presence.live.line.LineEnd;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.Connection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A Socket.IO connection as a [Line].
///
/// @param software null when the client does not say
record SocketLine(Connection connection, @Nullable String software) implements Line {
    private static final int ASKS_BY_ITSELF = 3;

    static SocketLine of(Connection connection) {
        return new SocketLine(
                connection, ClientSoftware.of(connection.handshake().header("User-Agent")));
    }

    @Override
    public void send(Notice notice) {
        WireEvent event = WireEvent.of(notice);
        connection.emit(event.name(), event.payload());
    }

    @Override
    public CompletionStage<Void> drained() {
        return connection.drained();
    }

    @Override
    public void join(String... rooms) {
        connection.join(rooms);
    }

    @Override
    public void leave(String... rooms) {
        connection.leave(rooms);
    }

    @Override
    public void standing(Standing standing) {
        connection.standing(
                switch (standing) {
                    case STRANGER -> com.meeshy.socketio.Standing.STRANGER;
                    case CLAIMANT -> com.meeshy.socketio.Standing.CLAIMANT;
                    case TRUSTED -> com.meeshy.socketio.Standing.TRUSTED;
                });
    }

    @Override
    public void end(LineEnd why) {
        switch (why) {
            case DISMISSED -> connection.disconnect();
            case COME_AGAIN -> connection.close(CloseReason.SERVER_CLOSE);
            case NOBODY -> connection.close(CloseReason.NOT_CONNECTED);
            case SHUTDOWN -> connection.close(CloseReason.SERVER_SHUTDOWN);
            case GOODBYE, CLOSED_BY_CLIENT, PAGE_GONE, LOST ->
                throw new IllegalArgumentException(why + " is no reason of this side");
        }
    }

    /// Why a connection ended.
    static LineEnd endOf(CloseReason reason) {
        return switch (reason) {
            case CLIENT_DISCONNECT -> LineEnd.GOODBYE;
            case CLIENT_CLOSE -> LineEnd.CLOSED_BY_CLIENT;
            case CLIENT_GOING_AWAY -> LineEnd.PAGE_GONE;
            case SERVER_DISCONNECT -> LineEnd.DISMISSED;
            case SERVER_CLOSE -> LineEnd.COME_AGAIN;
            case SERVER_SHUTDOWN -> LineEnd.SHUTDOWN;
            case NOT_CONNECTED -> LineEnd.NOBODY;
            case PING_TIMEOUT, TRANSPORT_LOST, TRANSPORT_ERROR, SLOW_READER, PROTOCOL_VIOLATION, LIMIT_EXCEEDED ->
                LineEnd.LOST;
        };
    }

    @Override
    public void execute(Runnable task) {
        connection.execute(task);
    }

    @Override
    public void ping() {
        connection.ping();
    }

    @Override
    public boolean answersPings() {
        return connection.handshake().protocol() != ASKS_BY_ITSELF;
    }

    @Override
    public Duration silentFor() {
        return connection.silentFor();
    }

    @Override
    public InetSocketAddress address() {
        return connection.remoteAddress();
    }

    @Override
    public String transport() {
        return connection.transport();
    }
}
