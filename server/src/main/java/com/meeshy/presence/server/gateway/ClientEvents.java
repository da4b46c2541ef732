package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.server.admission.Limits;
import com.meeshy.presence.server.config.Limit;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.server.wire.WholeSeconds;
import com.meeshy.socketio.Ack;
import com.meeshy.socketio.Event;
import java.time.Duration;
import java.time.InstantSource;

/// Serves the events of a session that is present (SPEC §4), one after the other in the order of sending.
public final class ClientEvents {
    private final ConversationEvents conversations;
    private final Repairs repairs;
    private final Activity activity;
    private final Limits limits;
    private final PresenceMetrics metrics;
    private final InstantSource clock;

    public ClientEvents(
            ConversationEvents conversations,
            Repairs repairs,
            Activity activity,
            Limits limits,
            PresenceMetrics metrics,
            InstantSource clock) {
        this.conversations = conversations;
        this.repairs = repairs;
        this.activity = activity;
        this.limits = limits;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// @param whenDone called on the event loop when a session that this event made busy is ready again
    void serve(Session session, Event event, Runnable whenDone) {
        Duration wait = limits.take(Limit.CLIENT_EVENTS, session.present().id().toString());
        if (wait.isPositive()) {
            refuse(session, event, wait);
            return;
        }
        switch (event.name()) {
            case "conversation:join" -> conversations.join(session, event, whenDone);
            case "conversation:leave" -> conversations.leave(session, event, whenDone);
            case "typing:start" -> conversations.typing(session, event, true, whenDone);
            case "typing:stop" -> conversations.typing(session, event, false, whenDone);
            case "message:send" -> conversations.send(session, event, whenDone);
            case "heartbeat" -> {
                session.send(new Notice.Time(clock.instant()));
                Answers.done(event);
            }
            case "presence:repair" -> {
                // The client asks by itself: nobody has done anything.
                repair(session, event);
                return;
            }
            case "presence:leaving" -> {
                // Nor is this an activity: it is the last that is heard.
                session.leavesPage();
                Answers.done(event);
                return;
            }
            default -> {
                // Among them `user:status`: nobody sets a presence by hand, not even one's own.
                metrics.ignoredClientEvent();
                Answers.refused(event, "UNKNOWN_EVENT", "There is no such event.");
                return;
            }
        }
        activity.touched(session.present().id());
    }

    /// Of one conversation, or of everything when none is named.
    private void repair(Session session, Event event) {
        JsonNode payload = event.argument(0);
        ObjectId id = ObjectId.tryParse(payload.path("conversationId").textValue());
        Notice.Problem problem = payload.isObject() && !payload.has("conversationId")
                ? repairs.repairAll(session)
                : repairs.repair(session, id == null ? null : new ConversationId(id));
        if (problem == null) {
            Answers.done(event);
        } else {
            Answers.refused(event, problem.code(), problem.sentence());
            session.send(new Notice.Problem(event.name() + ": " + problem.sentence(), problem.code()));
        }
    }

    private static void refuse(Session session, Event event, Duration wait) {
        String sentence = "Too many events: wait " + WholeSeconds.of(wait) + " s.";
        Ack ack = event.ack();
        if (ack == null) {
            session.send(new Notice.Problem(sentence, "RATE_LIMITED"));
        } else {
            ack.send(Payload.NotSent.of("RATE_LIMITED", sentence, wait));
        }
    }
}
