package com.meeshy.presence.core.audience;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/// What viewers of a conversation should have been told, in a few bytes. A client that computes another hash over
/// the members it knows has missed something, and asks for that conversation again.
///
/// A member counts when it [#counts] and is not among `recent`. Everything a digest covers was sent before it,
/// so a client compares when it comes. A client that knows of a change newer than `until` of a member who is
/// not among `recent` cannot tell, and waits for the next digest. One that differs waits some seconds and asks,
/// unless it heard of somebody joining or leaving meanwhile or shortly before. So changes on their way make
/// nobody ask.
///
/// @param since changes before this moment are not looked at, except of those online
/// @param until changes after this moment are on their way
/// @param recent members who changed after `until`
/// @param count how many members counted
/// @param hash sum of [#entry] of those counted, modulo 2^32
public record PresenceDigest(
        ConversationId conversation, Instant since, Instant until, Set<ParticipantId> recent, int count, int hash) {

    /// The digest over what is known of the members. Members who are offline since before `since` may be left
    /// out.
    static PresenceDigest over(
            ConversationId conversation, Collection<PresenceView> members, Instant since, Instant until) {
        Set<ParticipantId> recent = members.stream()
                .filter(member -> member.version() > until.toEpochMilli())
                .map(PresenceView::id)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        int count = 0;
        int hash = 0;
        for (PresenceView member : members) {
            if (!recent.contains(member.id()) && counts(member, since)) {
                count++;
                hash += entry(member);
            }
        }
        return new PresenceDigest(conversation, since, until, recent, count, hash);
    }

    /// What a client computes, to compare with this digest.
    public boolean agreesWith(Collection<PresenceView> known) {
        int seen = 0;
        int sum = 0;
        for (PresenceView member : known) {
            if (!recent.contains(member.id()) && counts(member, since)) {
                seen++;
                sum += entry(member);
            }
        }
        return seen == count && sum == hash;
    }

    /// Whether a client that knows this of a member must wait for the next digest.
    public boolean isOvertakenBy(PresenceView known) {
        return known.version() > until.toEpochMilli() && !recent.contains(known.id());
    }

    /// FNV-1a of the ASCII text `<userId>:<version>:<1 or 0>` in 32 bits, mixed once more so that the sum of many
    /// does not lose what the last character says.
    public static int entry(PresenceView member) {
        String text = member.id().text() + ':' + member.version() + (member.isOnline() ? ":1" : ":0");
        int hash = 0x811c9dc5;
        for (byte each : text.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash ^ each) * 0x01000193;
        }
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static boolean counts(PresenceView member, Instant since) {
        return member.isOnline() || member.version() >= since.toEpochMilli();
    }
}
