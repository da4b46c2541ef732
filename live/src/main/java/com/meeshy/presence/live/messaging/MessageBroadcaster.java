package com.meeshy.presence.live.messaging;

import com.meeshy.presence.live.line.Lines;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.Rooms;
import com.meeshy.presence.storage.model.StoredMessage;

/// Sends `message:new` to every connected member of the conversation, the sender's connections included.
public final class MessageBroadcaster implements MessageRelay {
    private final Lines lines;

    public MessageBroadcaster(Lines lines) {
        this.lines = lines;
    }

    @Override
    public void relay(StoredMessage message, String senderName) {
        lines.to(Rooms.of(message.conversationId())).send(new Notice.NewMessage(message, senderName));
    }
}
