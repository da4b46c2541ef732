package com.meeshy.presence.server.gateway;

import com.meeshy.presence.server.admission.Limits;
import com.meeshy.presence.server.config.Limit;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.server.wire.Moments;
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
            case "heartbeat" ->
                session.connection()
                        .emit(ServerEvent.HEARTBEAT_ACK, new Payload.HeartbeatAck(Moments.text(clock.instant())));
            case "presence:repair" -> {
                // The client asks by itself: nobody has done anything.
                repairs.repair(session, event);
                return;
            }
            case "presence:leaving" -> {
                // Nor is this an activity: it is the last that is heard.
                session.leavesPage();
                return;
            }
            default -> {
                // Among them `user:status`: nobody sets a presence by hand, not even one's own.
                metrics.ignoredClientEvent();
                return;
            }
        }
        activity.touched(session.present().id());
    }

    private static void refuse(Session session, Event event, Duration wait) {
        String sentence = "Too many events: wait " + WholeSeconds.of(wait) + " s.";
        Ack ack = event.ack();
        if (ack == null) {
            session.connection().emit(ServerEvent.ERROR, Payload.Problem.of(sentence, "RATE_LIMITED"));
        } else {
            ack.send(Payload.NotSent.of("RATE_LIMITED", sentence, wait));
        }
    }
}
