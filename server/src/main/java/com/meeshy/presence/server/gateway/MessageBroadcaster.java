package com.meeshy.presence.server.gateway;

import com.meeshy.presence.server.messaging.MessageRelay;
import com.meeshy.presence.server.wire.Moments;
import com.meeshy.presence.storage.model.StoredMessage;
import com.meeshy.socketio.Namespace;

/// Sends `message:new` to every connected member of the conversation, the sender's connections included.
public final class MessageBroadcaster implements MessageRelay {
    private final Namespace namespace;

    public MessageBroadcaster(Namespace namespace) {
        this.namespace = namespace;
    }

    @Override
    public void relay(StoredMessage message, String senderName) {
        namespace
                .to(Rooms.of(message.conversationId()))
                .emit(
                        ServerEvent.MESSAGE_NEW,
                        new Payload.NewMessage(
                                message.id().toString(),
                                message.id().toString(),
                                message.conversationId().toString(),
                                message.sender().text(),
                                senderName,
                                message.sender().isAnonymous(),
                                message.content(),
                                Moments.text(message.createdAt())));
    }
}
