package com.meeshy.socketio.socket;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.ProtocolViolation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls the application so that what fails there harms nothing else. What it runs into because a client sent an
/// event that is malformed is the client's doing, and ends its session.
final class HandlerCalls {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerCalls.class);

    private HandlerCalls() {}

    /// @param what the method of the handler
    static void run(String what, Runnable handler) {
        try {
            handler.run();
        } catch (RuntimeException e) {
            LOG.error("namespace handler failed in {}", what, e);
        }
    }

    static void event(SocketConnection connection, ReceivedEvent event) throws ProtocolViolation {
        try {
            connection.handler().event(connection, event);
        } catch (MalformedEventException e) {
            throw new ProtocolViolation(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("namespace handler failed in event", e);
        }
    }

    /// Runs what the application wants done on the event loop.
    static void task(EngineSession engine, Runnable task) {
        try {
            task.run();
        } catch (MalformedEventException e) {
            LOG.debug("malformed event", e);
            engine.close(CloseReason.PROTOCOL_VIOLATION);
        }
    }
}
