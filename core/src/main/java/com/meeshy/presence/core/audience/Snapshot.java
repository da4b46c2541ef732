package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a client is told at once.
///
/// @param views each subject once
/// @param members of each conversation that this snapshot describes whole: they replace what the client knew of
///     it, also where its versions were greater, unless it has heard newer ones on the same connection
/// @param complete whether everybody whom the viewer may see is in it, so that the client forgets all others
public record Snapshot(List<PresenceView> views, Map<ConversationId, Set<ParticipantId>> members, boolean complete) {}
