package com.meeshy.presence.server.gateway;

import com.meeshy.presence.server.wire.Moments;
import com.meeshy.socketio.Namespace;
import java.time.InstantSource;

/// Tells every client what time it is here, as the answer to a heartbeat nobody sent: for when the clock was set,
/// so that nobody measures new moments by the old one. Never blocks.
public final class TimeSignal {
    private final Namespace namespace;
    private final InstantSource clock;

    public TimeSignal(Namespace namespace, InstantSource clock) {
        this.namespace = namespace;
        this.clock = clock;
    }

    public void send() {
        namespace.broadcast().emit(ServerEvent.HEARTBEAT_ACK, new Payload.HeartbeatAck(Moments.text(clock.instant())));
    }
}
