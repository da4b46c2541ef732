package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Who exists and who belongs where. Calls may block and may throw [StoreException].
public interface Directory {
    /// Those of the given participants that exist (also inactive ones, who are in no
    /// conversation, as in [#members]); the others are absent from the answer.
    Map<ParticipantId, Participant> participants(Collection<ParticipantId> ids);

    /// Active members, registered and anonymous, of each given conversation that exists and is active. A member who
    /// is listed twice counts once; deactivated users are left out.
    Map<ConversationId, Set<ParticipantId>> members(Collection<ConversationId> conversations);
}
