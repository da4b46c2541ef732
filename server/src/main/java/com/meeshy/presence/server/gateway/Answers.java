package com.meeshy.presence.server.gateway;

import com.meeshy.socketio.Ack;
import com.meeshy.socketio.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Acknowledgements: whoever asks for one gets one (SPEC §4), whatever other events tell the same. Only the first
/// answer to an event is sent.
final class Answers {
    private Answers() {}

    /// It was done.
    static void done(Event event) {
        Ack ack = event.ack();
        if (ack != null) {
            ack.send(Payload.Done.DONE);
        }
    }

    static void refused(Event event, String code, String sentence) {
        refused(event, code, sentence, null);
    }

    /// @param wait after which it is worth another try, if that is known
    static void refused(Event event, String code, String sentence, @Nullable Duration wait) {
        Ack ack = event.ack();
        if (ack != null) {
            ack.send(Payload.NotSent.of(code, sentence, wait));
        }
    }
}
