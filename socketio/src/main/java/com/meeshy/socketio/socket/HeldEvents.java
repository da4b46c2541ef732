package com.meeshy.socketio.socket;

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

    /// Whether there is more than this.
    boolean exceeds(int mostEvents, int mostBytes) {
        return events.size() > mostEvents || bytes > mostBytes;
    }

    /// Adds an event if there are no more than so many then. False when it was not added.
    ///
    /// @throws ProtocolViolation when that is too much for a stranger
    boolean add(ReceivedEvent event, int mostEvents, int mostBytes) throws ProtocolViolation {
        int length = event.length();
        if (events.size() >= mostEvents) {
            return false;
        } else if (engine.standing() == Standing.STRANGER) {
            engine.holdings().keep(length);
        } else if (bytes + length > mostBytes || !engine.holdings().keepIfRoom(length)) {
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
