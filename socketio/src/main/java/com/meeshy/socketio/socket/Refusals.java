package com.meeshy.socketio.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.engine.Outgoing;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The CONNECT_ERRORs of the namespaces there are. Those without data are few and sent to crowds, so each is encoded
/// once and its bytes are shared. Thread safe.
final class Refusals {

    /// More messages than any application has; others are encoded each time.
    private static final int MOST = 64;

    private final ConcurrentMap<Refusal, Outgoing> encoded = new ConcurrentHashMap<>();

    private record Refusal(int protocol, String namespace, String message) {}

    /// The answer to somebody who is refused, to be released by the caller.
    Outgoing of(int protocol, String namespace, String message, @Nullable JsonNode data) {
        Refusal refusal = new Refusal(protocol, namespace, message);
        Outgoing known = data == null ? encoded.get(refusal) : null;
        if (known != null) {
            return known;
        }
        Outgoing fresh = SocketPacketEncoder.refusal(protocol, namespace, message, data);
        if (data == null && encoded.size() < MOST) {
            encoded.put(refusal, fresh.permanent());
        }
        return fresh;
    }
}
