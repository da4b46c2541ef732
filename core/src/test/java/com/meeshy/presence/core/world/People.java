package com.meeshy.presence.core.world;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Participant;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Short names for tests: person 7, conversation 3, connection 2.
public final class People {
    private static final long EPOCH = 0x65a0_0000_0000_0000L;

    private People() {}

    public static ParticipantId user(int number) {
        return ParticipantId.registered(new ObjectId(EPOCH, number));
    }

    public static ParticipantId guest(int number) {
        return ParticipantId.anonymous(new ObjectId(EPOCH + 1, number));
    }

    public static ConversationId conversation(int number) {
        return new ConversationId(new ObjectId(EPOCH + 2, number));
    }

    public static Participant participant(ParticipantId id, int... conversations) {
        return new Participant(
                id,
                "Name " + id.value().low(),
                Arrays.stream(conversations).mapToObj(People::conversation).collect(Collectors.toSet()));
    }

    public static ConnectionId connection(int number) {
        return new ConnectionId(new NodeId("node-1"), number);
    }
}
