package com.meeshy.socketio.socket;

import com.meeshy.socketio.Ack;
import com.meeshy.socketio.engine.Outgoing;
import java.util.concurrent.atomic.AtomicBoolean;

/// The answer to one event, sent at most once.
final class ReplyAck implements Ack {

    private final SocketConnection connection;
    private final long id;
    private final AtomicBoolean sent = new AtomicBoolean();

    ReplyAck(SocketConnection connection, long id) {
        this.connection = connection;
        this.id = id;
    }

    @Override
    public void send(Object... arguments) {
        Outgoing message = SocketPacketEncoder.ack(connection.namespace().name(), id, arguments);
        if (sent.compareAndSet(false, true)) {
            connection.send(message);
        } else {
            message.release();
        }
    }
}
