package com.meeshy.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// The answer of a namespace to somebody who knocks: let in, or sent away.
public sealed interface Admission {

    /// Lets the client in, with nothing attached to its connection.
    ///
    /// It is trusted from then on.
    static Admission accepted() {
        return Accepted.PLAIN;
    }

    /// Lets the client in; `attachment` is what [Connection#attachment()] returns from the first moment on.
    static Admission accepted(Object attachment) {
        return new Accepted(attachment, Standing.TRUSTED);
    }

    /// Lets the client in, though it has yet to prove itself: it stays a stranger, who may make the server keep
    /// little, until [Connection#standing(Standing)] says otherwise.
    static Admission provisional() {
        return Accepted.PROVISIONAL;
    }

    /// Sends the client away with a CONNECT_ERROR that carries `message` and nothing else.
    static Admission refused(String message) {
        return new Refused(message, null);
    }

    /// Sends the client away with a CONNECT_ERROR that carries `message` and `data`.
    static Admission refused(String message, @Nullable JsonNode data) {
        return new Refused(message, data);
    }

    /// Let in. The client is told its socket id and [NamespaceHandler#connected] follows.
    record Accepted(@Nullable Object attachment, Standing standing) implements Admission {
        private static final Accepted PLAIN = new Accepted(null, Standing.TRUSTED);
        private static final Accepted PROVISIONAL = new Accepted(null, Standing.STRANGER);
    }

    /// Sent away. The client gets the reason and nothing more, and its session is released shortly after
    /// unless another namespace of the same session has let it in.
    record Refused(String message, @Nullable JsonNode data) implements Admission {}
}
