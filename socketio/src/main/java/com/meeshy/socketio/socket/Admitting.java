package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.Admission;
import com.meeshy.socketio.Standing;
import com.meeshy.socketio.engine.EngineSession;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A client that has asked for a namespace, until the application has decided. Confined to the event loop of the
/// session.
final class Admitting {

    private static final Logger LOG = LoggerFactory.getLogger(Admitting.class);

    /// How long a client that was refused everywhere may stay to hear so and perhaps try again.
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    private final SocketSession session;
    private final SocketConnection connection;

    private Admitting(SocketSession session, SocketConnection connection) {
        this.session = session;
        this.connection = connection;
    }

    /// Asks the application, unless there is no such namespace.
    static void begin(SocketSession session, String name, ClientHandshake handshake) {
        SocketNamespace namespace = session.layer().existing(name);
        if (namespace == null) {
            session.release(handshake);
            EngineSession engine = session.engine();
            engine.send(SocketPacketEncoder.refusal(engine.protocol(), name, "Invalid namespace", null));
            return;
        }
        SocketConnection connection = new SocketConnection(session, namespace, handshake);
        session.add(connection);
        new Admitting(session, connection).ask(handshake);
    }

    private void ask(ClientHandshake handshake) {
        try {
            CompletionStage<Admission> decision = connection.handler().admit(handshake);
            decision.whenComplete((admission, failure) ->
                    engine().loop().run(() -> decided(failure == null ? admission : failed(failure))));
        } catch (RuntimeException e) {
            decided(failed(e));
        }
        if (!connection.isOpen()) {
            handshake.rest();
        }
    }

    private static Admission failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.error("admission failed, client refused", cause);
        return Admission.refused("internal error");
    }

    private void decided(Admission admission) {
        if (!session.isUndecided(connection)) {
            return;
        }
        session.release(connection.clientHandshake());
        switch (admission) {
            case Admission.Accepted(Object attachment, Standing standing) -> {
                engine().standing(standing);
                accept(attachment);
                session.serveHeld(connection);
            }
            case Admission.Refused(String message, JsonNode data) -> refuse(message, data);
        }
    }

    private void accept(@Nullable Object attachment) {
        engine().entered();
        String id = engine().loop().newId();
        Object payload = engine().protocol() == 3 ? null : Map.of("sid", id);
        engine().send(SocketPacketEncoder.packet(
                PacketType.CONNECT, connection.namespace().name(), payload));
        connection.admitted(id, attachment);
        HandlerCalls.run("connected", () -> connection.handler().connected(connection));
    }

    private void refuse(String message, @Nullable JsonNode data) {
        session.remove(connection);
        String name = connection.namespace().name();
        engine().send(session.layer().refusals().of(engine().protocol(), name, message, data));
        session.boundOutside(AFTER_REFUSAL);
    }

    private EngineSession engine() {
        return session.engine();
    }
}
