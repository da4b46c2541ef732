package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.model.Guest;
import com.meeshy.presence.storage.model.JoinRequest;
import com.meeshy.presence.storage.model.JoinResult;
import com.meeshy.presence.storage.model.RefreshResult;
import com.meeshy.presence.storage.model.ShareLink;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Anonymous participants and the share links they come through.
public interface Guests {
    /// The guest whose session this is, also one that may no longer come in: see [Guest#admission(Instant)].
    @Nullable
    Guest guestBySession(String sessionToken);

    /// The guests of those of the given sessions that exist, by session: as [#guestBySession], in one query.
    default Map<String, Guest> guestsBySession(Collection<String> sessionTokens) {
        Map<String, Guest> found = new HashMap<>();
        for (String token : sessionTokens) {
            Guest guest = guestBySession(token);
            if (guest != null) {
                found.put(token, guest);
            }
        }
        return found;
    }

    @Nullable
    Guest guest(ObjectId guestId);

    /// Those of the given guests that exist, each once, in no particular order.
    List<Guest> guests(Collection<ObjectId> ids);

    /// By `linkId`, else by `identifier`.
    @Nullable
    ShareLink link(String linkIdOrIdentifier);

    /// Takes a guest in, or says why not. Of several who join at the same time no two get one nickname, and never
    /// more come in than the link allows.
    ///
    /// Neither nickname nor shown name may be that of a member or active guest ([NameKey]). In a conversation of
    /// more than [MemberQuery#CROWD] members, a store that cannot look up a name compares with usernames as they
    /// are written, and asks for the names of those connected.
    ///
    /// @param connected names of those connected now; must not block
    JoinResult join(String linkIdOrIdentifier, JoinRequest request, NamesConnected connected);

    /// The same, with nobody connected.
    default JoinResult join(String linkIdOrIdentifier, JoinRequest request) {
        return join(linkIdOrIdentifier, request, (conversation, key) -> false);
    }

    /// Who is connected and shown by which name.
    @FunctionalInterface
    interface NamesConnected {
        /// @param key of [NameKey#of(String)]
        boolean isShown(ConversationId conversation, String key);
    }

    /// Whether a session is still good (POST refresh). The same session goes on: a second tab of the guest holds
    /// it too. Reads only; that the guest was active is for the tracker to record.
    RefreshResult refresh(String sessionToken);

    /// Ends the guest's stay: it is no member any more and its session is refused. Presence is left to the
    /// connections.
    ///
    /// @return whether this call ended it; false when unknown or already gone
    boolean leave(ObjectId guestId);

    /// Closes active guests without activity since the given moment who are not online, neither by the store nor
    /// by `live`. One who never was active counts from joining.
    ///
    /// @param live whether a participant has a live connection anywhere; called from any thread, must not block
    /// @return those closed by this call
    List<Guest> closeIdle(Instant idleSince, Predicate<ParticipantId> live);

    /// Deactivates, never deletes, the active links whose time is over.
    ///
    /// @return those deactivated by this call
    List<ShareLink> deactivateExpiredLinks(Instant now);
}
