package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.live.LiveNode;
import com.meeshy.presence.live.LivePorts;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Session;
import com.meeshy.presence.live.session.Activity;
import com.meeshy.presence.live.view.Repairs;
import com.meeshy.presence.server.wire.WholeSeconds;
import com.meeshy.socketio.Ack;
import com.meeshy.socketio.Event;
import java.time.Duration;
import java.time.InstantSource;

/// Serves the events of a session that is present (SPEC §4), one after the other in the order of sending.
final class ClientEvents {
    private final ConversationEvents conversations;
    private final Repairs repairs;
    private final Activity activity;
    private final Limits limits;
    private final Runnable whenIgnored;
    private final InstantSource clock;

    /// @param ports those of the node
    /// @param whenIgnored hears of events that have no meaning here
    ClientEvents(LiveNode node, LivePorts ports, Runnable whenIgnored) {
        this.conversations = new ConversationEvents(node, ports);
        this.repairs = node.repairs();
        this.activity = node.activity();
        this.limits = ports.limits();
        this.whenIgnored = whenIgnored;
        this.clock = ports.time();
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
                whenIgnored.run();
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
