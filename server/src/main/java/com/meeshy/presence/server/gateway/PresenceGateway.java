package com.meeshy.presence.server.gateway;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.live.LiveNode;
import com.meeshy.presence.live.LivePorts;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.ClientNetwork;
import com.meeshy.presence.live.authentication.Credentials;
import com.meeshy.presence.live.line.Attempt;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.session.Departures;
import com.meeshy.presence.live.session.SignIn;
import com.meeshy.presence.server.wire.JsonFields;
import com.meeshy.socketio.Ack;
import com.meeshy.socketio.Admission;
import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Event;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.NamespaceHandler;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/// The life of a connection as the product sees it: a credential is awaited, checked, and events are served in
/// order once the participant is present. The Socket.IO connection itself is always let in, because clients
/// hear of a refusal by the `authenticated` event and may try again with `authenticate`.
public final class PresenceGateway implements NamespaceHandler {
    private static final String AUTHENTICATE = "authenticate";
    private static final String RATE_LIMITED = "RATE_LIMITED";

    private final NodeId name;
    private final SignIn signIn;
    private final ClientEvents events;
    private final Departures departures;
    private final Limits limits;
    private final InstantSource clock;
    private final AtomicLong lastNumber = new AtomicLong();

    /// @param ports those of the node
    /// @param whenIgnored hears of events that have no meaning here
    public PresenceGateway(NodeId name, LiveNode node, LivePorts ports, Runnable whenIgnored) {
        this.name = name;
        this.signIn = node.signIn();
        this.departures = node.departures();
        this.limits = ports.limits();
        this.clock = ports.time();
        this.events = new ClientEvents(node, ports, whenIgnored);
    }

    /// Whoever comes: a credential is verified behind the door.
    @Override
    public CompletionStage<Admission> admit(Handshake handshake) {
        return CompletableFuture.completedFuture(Admission.provisional());
    }

    @Override
    public void connected(Connection connection) {
        Handshake handshake = connection.handshake();
        Session session = new Session(
                SocketLine.of(connection),
                new ConnectionId(name, lastNumber.incrementAndGet()),
                clock.instant(),
                ResumptionJson.read(handshake.auth()));
        connection.attach(session);
        Credentials credentials = Credentials.of(handshake::header, JsonFields.of(handshake.auth()));
        connection.forgetHandshake();
        departures.expectCredential(session);
        if (!credentials.isEmpty()) {
            // How often an address may try so is limited by its handshakes.
            signIn.begin(session, new Attempt(credentials, () -> {}, () -> serveHeld(connection, session)));
        }
    }

    @Override
    public void event(Connection connection, Event event) {
        Session session = SocketLines.session(connection);
        if (event.name().equals(AUTHENTICATE)) {
            authenticate(connection, session, event);
        } else if (session.isReady()) {
            serve(connection, session, event);
        } else {
            connection.hold(event);
        }
    }

    @Override
    public void disconnected(Connection connection, CloseReason reason) {
        departures.ended(SocketLines.session(connection), SocketLine.endOf(reason));
    }

    private void authenticate(Connection connection, Session session, Event event) {
        String network = ClientNetwork.of(connection.remoteAddress());
        if (limits.untilRoom(Limit.WRONG_AUTHENTICATIONS, network).isPositive()) {
            Answers.refused(event, RATE_LIMITED, "Too many wrong credentials: wait a moment.");
            signIn.refuseTooMany(session);
            return;
        }
        // The credential is looked at: what comes of it is told by `authenticated`.
        Answers.done(event);
        Attempt attempt = new Attempt(
                Credentials.ofEvent(JsonFields.of(event.argument(0))),
                () -> limits.take(Limit.WRONG_AUTHENTICATIONS, network),
                () -> serveHeld(connection, session));
        switch (session.phase()) {
            case AWAITING_CREDENTIAL -> signIn.begin(session, attempt);
            case SIGNING_IN -> session.tryNext(attempt);
            case PRESENT -> signIn.renew(session, attempt);
            case ENDED -> {}
        }
    }

    private void serve(Connection connection, Session session, Event event) {
        events.serve(session, event, () -> serveHeld(connection, session));
    }

    private void serveHeld(Connection connection, Session session) {
        while (session.isReady()) {
            Event next = connection.nextHeld();
            if (next == null) {
                return;
            }
            serve(connection, session, next);
        }
    }

    /// Too many events wait already, because a credential is being verified or the session is busy.
    @Override
    public void refused(Connection connection, Event event) {
        Ack ack = event.ack();
        String message = "Too many events at once: \"" + event.name() + "\" was dropped.";
        if (ack == null) {
            connection.emit(ServerEvent.ERROR, Payload.Problem.of(message, RATE_LIMITED));
        } else {
            ack.send(Payload.NotSent.of(RATE_LIMITED, message, null));
        }
    }
}
