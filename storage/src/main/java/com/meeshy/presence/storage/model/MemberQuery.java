package com.meeshy.presence.storage.model;

import com.meeshy.presence.core.identity.ParticipantId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which members of a conversation are wanted.
///
/// @param search part of a username or name, upper and lower case not counted; null or blank for everybody
/// @param among only these, for instance those online now; null for everybody
/// @param limit at most so many, at least 1
public record MemberQuery(@Nullable String search, @Nullable Set<ParticipantId> among, int limit) {
    /// A conversation of more users, or of more guests, than this is never read whole for an answer about some of
    /// them.
    public static final int CROWD = 1_000;

    private static final Comparator<Member> BY_NAME = Comparator.comparing(
                    (Member member) -> member.name().toLowerCase(Locale.ROOT))
            .thenComparing(member -> member.id().text());

    public MemberQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        among = among == null ? null : Set.copyOf(among);
    }

    /// Everybody.
    public static MemberQuery everybody() {
        return new MemberQuery(null, null, Integer.MAX_VALUE);
    }

    /// For stores: searches, sorts by name and then id, and limits. In the program and not in the database,
    /// because databases differ in what they call the same letter.
    ///
    /// @param members active members of one conversation, each once, `among` already respected
    public List<Member> select(Collection<Member> members) {
        return members.stream()
                .filter(this::matches)
                .sorted(BY_NAME)
                .limit(limit)
                .toList();
    }

    private boolean matches(Member member) {
        if (search == null || search.isBlank()) {
            return true;
        }
        String part = search.strip().toLowerCase(Locale.ROOT);
        return member.name().toLowerCase(Locale.ROOT).contains(part)
                || member.username().toLowerCase(Locale.ROOT).contains(part);
    }
}
