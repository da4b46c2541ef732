package com.meeshy.presence.server.gateway;

import com.meeshy.presence.server.telemetry.PresenceMetrics;
import com.meeshy.presence.server.wire.Moments;
import com.meeshy.socketio.Event;
import java.time.InstantSource;

/// Serves the events of a session that is present (SPEC §4), one after the other in the order of sending.
public final class ClientEvents {
    private final ConversationEvents conversations;
    private final Repairs repairs;
    private final Activity activity;
    private final PresenceMetrics metrics;
    private final InstantSource clock;

    public ClientEvents(
            ConversationEvents conversations,
            Repairs repairs,
            Activity activity,
            PresenceMetrics metrics,
            InstantSource clock) {
        this.conversations = conversations;
        this.repairs = repairs;
        this.activity = activity;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// @param whenDone called on the event loop when a session that this event made busy is ready again
    void serve(Session session, Event event, Runnable whenDone) {
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
            default -> {
                // Among them `user:status`: nobody sets a presence by hand, not even one's own.
                metrics.ignoredClientEvent();
                return;
            }
        }
        activity.touched(session.present().id());
    }
}
