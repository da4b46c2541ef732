package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.directory.DirectoryEdits;
import com.meeshy.presence.live.upkeep.Cleanup;
import com.meeshy.presence.server.telemetry.AuditLog;
import com.meeshy.socketio.Ack;
import com.meeshy.socketio.Connection;
import com.meeshy.socketio.Event;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves what operators ask. Each event wants an acknowledgement, `{success:true,data}` or
/// `{success:false,error,code}`; one without is dropped, and so is one of a name that is not known here.
public final class ConsoleEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleEvents.class);
    private static final int LONGEST_QUERY = 100;

    private final PersonSearch search;
    private final PersonFile files;
    private final DirectoryEdits edits;
    private final Cleanup maintenance;
    private final Limits limits;
    private final Executor virtualThreads;

    public ConsoleEvents(
            PersonSearch search,
            PersonFile files,
            DirectoryEdits edits,
            Cleanup maintenance,
            Limits limits,
            Executor virtualThreads) {
        this.search = search;
        this.files = files;
        this.edits = edits;
        this.maintenance = maintenance;
        this.limits = limits;
        this.virtualThreads = virtualThreads;
    }

    /// Event loop.
    void serve(Connection connection, Operator operator, Event event) {
        Ack ack = event.ack();
        if (ack == null) {
            return;
        }
        if (limits.take(Limit.CONSOLE_REQUESTS, connection.id()).isPositive()) {
            ack.send(Refused.of("RATE_LIMITED", "Too many requests: wait a few seconds."));
            return;
        }
        event.arguments(); // here, where a malformed event ends the session
        virtualThreads.execute(() -> ack.send(answer(connection, operator, event)));
    }

    private Object answer(Connection connection, Operator operator, Event event) {
        try {
            return switch (event.name()) {
                case ConsoleEvent.SEARCH -> search(event);
                case ConsoleEvent.OPEN -> open(event);
                case ConsoleEvent.DISCONNECT -> disconnect(connection, operator, event);
                case ConsoleEvent.CLEANUP -> cleanUp(connection, operator);
                default -> Refused.of("UNKNOWN_EVENT", "There is no such event here.");
            };
        } catch (StoreException e) {
            LOG.warn("CONSOLE {} failed, the store is away: {}", event.name(), e.getMessage());
            LOG.debug("CONSOLE failed", e);
            auditFailure(connection, operator, event, "UNAVAILABLE");
            return Refused.of("UNAVAILABLE", "The store does not answer at the moment: try again.");
        } catch (RuntimeException e) {
            LOG.error("CONSOLE {} failed", event.name(), e);
            auditFailure(connection, operator, event, "INTERNAL");
            return Refused.of("INTERNAL", "This failed; the log of the gateway says why.");
        }
    }

    private Object search(Event event) {
        String query = event.argument(0).path("query").asText("").strip();
        if (query.isEmpty() || query.length() > LONGEST_QUERY) {
            return Refused.of(
                    "INVALID_PAYLOAD",
                    "query must be an id, a username or the beginning of a name, of 1 to " + LONGEST_QUERY
                            + " characters.");
        }
        return new Answered(true, search.find(query));
    }

    private Object open(Event event) {
        ParticipantId person = person(event);
        Object file = person == null ? null : files.of(person);
        return file == null ? noSuchPerson() : new Answered(true, file);
    }

    private Object disconnect(Connection connection, Operator operator, Event event) {
        ParticipantId person = person(event);
        if (person == null) {
            audit(
                    "disconnect",
                    connection,
                    operator,
                    "NOT_FOUND",
                    "target=" + event.argument(0).path("userId"));
            return noSuchPerson();
        }
        int closed = edits.disconnect(person);
        audit("disconnect", connection, operator, "ok", "target=" + person + " closed=" + closed);
        return new Answered(true, new Disconnected(person.text(), closed));
    }

    private Object cleanUp(Connection connection, Operator operator) {
        Figures.CleanupRun run = Figures.CleanupRun.of(maintenance.runNow());
        audit("cleanup", connection, operator, "ok", "zombies=" + run.zombiesCleaned());
        return new Answered(true, run);
    }

    private @Nullable ParticipantId person(Event event) {
        ObjectId id = ObjectId.tryParse(event.argument(0).path("userId").textValue());
        return id == null ? null : search.withId(id);
    }

    /// An action that failed leaves its line too; looking at something leaves none.
    private static void auditFailure(Connection connection, Operator operator, Event event, String code) {
        if (event.name().equals(ConsoleEvent.DISCONNECT)) {
            audit(
                    "disconnect",
                    connection,
                    operator,
                    code,
                    "target=" + event.argument(0).path("userId"));
        } else if (event.name().equals(ConsoleEvent.CLEANUP)) {
            audit("cleanup", connection, operator, code, "");
        }
    }

    private static void audit(String action, Connection connection, Operator operator, String outcome, String details) {
        String address = connection.remoteAddress().getAddress().getHostAddress();
        AuditLog.write(action, operator.toString(), address, outcome, details);
    }

    private static Refused noSuchPerson() {
        return Refused.of("NOT_FOUND", "Nobody has this id.");
    }

    /// The acknowledgement of what was done.
    record Answered(boolean success, Object data) {}

    /// The acknowledgement of what was not.
    record Refused(boolean success, String error, String code) {
        static Refused of(String code, String error) {
            return new Refused(false, error, code);
        }
    }

    /// @param connectionsClosed on this node; other nodes close theirs without being counted
    record Disconnected(String userId, int connectionsClosed) {}
}
