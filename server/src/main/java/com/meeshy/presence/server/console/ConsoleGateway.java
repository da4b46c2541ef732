package com.meeshy.presence.server.console;

import com.meeshy.presence.server.wire.Moments;
import com.meeshy.socketio.Admission;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Event;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.NamespaceHandler;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of a console's connection.
public final class ConsoleGateway implements NamespaceHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleGateway.class);
    private static final int EDGES_AT_FIRST = 50;

    private final ConsoleDoor door;
    private final Operators operators;
    private final Pulse pulse;
    private final ConsoleEvents events;
    private final About about;
    private final InstantSource clock;

    public ConsoleGateway(
            ConsoleDoor door,
            Operators operators,
            Pulse pulse,
            ConsoleEvents events,
            About about,
            InstantSource clock) {
        this.door = door;
        this.operators = operators;
        this.pulse = pulse;
        this.events = events;
        this.about = about;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Admission> admit(Handshake handshake) {
        return door.knock(handshake);
    }

    @Override
    public void connected(Connection connection) {
        Operator operator = connection.attachment(Operator.class);
        connection.forgetHandshake();
        LOG.info(
                "CONSOLE opened operator={} address={}",
                operator,
                connection.remoteAddress().getAddress().getHostAddress());
        connection.emit(
                ConsoleEvent.WELCOME,
                new Welcome(
                        Welcome.OperatorBody.of(operator),
                        pulse.node(),
                        about.version(),
                        Moments.text(about.startedAt()),
                        Moments.text(clock.instant()),
                        Welcome.Thresholds.of(about.statusRule()),
                        pulse.history().points(),
                        EdgesBody.of(pulse.latestEdges(EDGES_AT_FIRST), 0).edges()));
        operators.enter(connection, operator);
    }

    @Override
    public void event(Connection connection, Event event) {
        events.serve(connection, connection.attachment(Operator.class), event);
    }

    @Override
    public void disconnected(Connection connection, CloseReason reason) {
        operators.leave(connection);
    }
}
