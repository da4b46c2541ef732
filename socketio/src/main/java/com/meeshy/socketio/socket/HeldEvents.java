package com.meeshy.socketio.socket;

import com.meeshy.socketio.SocketIoSettings.KeepLimits;
import com.meeshy.socketio.SocketIoSettings.StrangerLimits;
import com.meeshy.socketio.Standing;
import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The events of one session that wait to be served, oldest first: bytes, not trees. Counted as what the session
/// makes the server keep.
final class HeldEvents {

    private final EngineSession engine;
    private final ArrayDeque<ReceivedEvent> events = new ArrayDeque<>(2);
    private int bytes;

    HeldEvents(EngineSession engine) {
        this.engine = engine;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /// Whether there is more than strangers may have.
    boolean exceeds(StrangerLimits limits) {
        return events.size() > limits.events() || bytes > limits.bytes();
    }

    /// Adds an event if there is room for it. False when it was not added.
    ///
    /// @throws ProtocolViolation when that is too much for a stranger
    boolean add(ReceivedEvent event, KeepLimits limits) throws ProtocolViolation {
        boolean stranger = engine.standing() == Standing.STRANGER;
        int length = event.length();
        if (events.size() >= (stranger ? limits.strangers().events() : limits.heldEvents())) {
            return false;
        } else if (stranger) {
            engine.holdings().keep(length);
        } else if (bytes + length > limits.heldBytes() || !engine.holdings().keepIfRoom(length)) {
            return false;
        }
        event.rest();
        bytes += length;
        return events.add(event);
    }

    /// Takes the oldest event of a connection.
    @Nullable
    ReceivedEvent poll(SocketConnection connection) {
        Iterator<ReceivedEvent> all = events.iterator();
        while (all.hasNext()) {
            ReceivedEvent event = all.next();
            if (event.connection() == connection) {
                all.remove();
                release(event);
                return event;
            }
        }
        return null;
    }

    /// Takes the newest event of all.
    ReceivedEvent removeLast() {
        ReceivedEvent event = events.removeLast();
        release(event);
        return event;
    }

    private void release(ReceivedEvent event) {
        bytes -= event.length();
        engine.holdings().release(event.length());
        engine.tidy();
    }

    int count(SocketConnection connection) {
        int count = 0;
        for (ReceivedEvent event : events) {
            count += event.connection() == connection ? 1 : 0;
        }
        return count;
    }
}
