package com.meeshy.presence.server.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client says of its knowledge in `auth.presence` of the handshake: that it follows members and digests,
/// and where it can resume.
///
/// @param highestVersion the greatest version it has heard of; negative when it never had a whole snapshot
/// @param conversations those whose members it knows
record Resumption(long highestVersion, Set<ConversationId> conversations) {
    /// More conversations than anybody is in: such a client gets a whole snapshot.
    private static final int MOST_CONVERSATIONS = 2_000;

    private static final Resumption NOTHING_KNOWN = new Resumption(-1, Set.of());

    /// @param auth the payload of the handshake
    /// @return null when the client is of an older kind
    static @Nullable Resumption of(@Nullable JsonNode auth) {
        JsonNode presence = auth == null ? null : auth.get("presence");
        if (presence == null || !presence.isObject()) {
            return null;
        }
        JsonNode version = presence.path("highestVersion");
        JsonNode listed = presence.path("conversations");
        if (!version.canConvertToLong() || !listed.isArray() || listed.size() > MOST_CONVERSATIONS) {
            return NOTHING_KNOWN;
        }
        Set<ConversationId> conversations = new HashSet<>();
        for (JsonNode each : listed) {
            ObjectId id = ObjectId.tryParse(each.textValue());
            if (id == null) {
                return NOTHING_KNOWN;
            }
            conversations.add(new ConversationId(id));
        }
        return new Resumption(version.longValue(), Set.copyOf(conversations));
    }

    boolean knowsSomething() {
        return highestVersion >= 0;
    }
}
