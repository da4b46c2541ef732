package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.live.line.Resumption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads [Resumption] from the payload of a handshake.
final class ResumptionJson {
    /// More conversations than anybody is in: such a client gets a whole snapshot.
    private static final int MOST_CONVERSATIONS = 2_000;

    private ResumptionJson() {}

    /// @param auth the payload of the handshake
    /// @return null when the client is of an older kind
    static @Nullable Resumption read(@Nullable JsonNode auth) {
        JsonNode presence = auth == null ? null : auth.get("presence");
        if (presence == null || !presence.isObject()) {
            return null;
        }
        JsonNode version = presence.path("highestVersion");
        JsonNode listed = presence.path("conversations");
        if (!version.canConvertToLong() || !listed.isArray() || listed.size() > MOST_CONVERSATIONS) {
            return Resumption.NOTHING_KNOWN;
        }
        Set<ConversationId> conversations = new HashSet<>();
        for (JsonNode each : listed) {
            ObjectId id = ObjectId.tryParse(each.textValue());
            if (id == null) {
                return Resumption.NOTHING_KNOWN;
            }
            conversations.add(new ConversationId(id));
        }
        return new Resumption(version.longValue(), Set.copyOf(conversations));
    }
}
