package com.meeshy.presence.storage.model;

/// What became of a wish to join through a share link.
public sealed interface JoinResult {

    /// The guest is in, durably.
    ///
    /// @param sessionToken the guest's secret, to be given to the guest and to nobody else; not in [#toString()]
    record Joined(Guest guest, String sessionToken) implements JoinResult {
        @Override
        public String toString() {
            return "Joined[guest=" + guest + "]";
        }
    }

    /// There is no such link.
    record UnknownLink() implements JoinResult {}

    /// The link's time is over.
    record ExpiredLink() implements JoinResult {}

    /// The link, or its conversation, has been deactivated.
    record InactiveLink() implements JoinResult {}

    /// An active guest or member of the conversation has this nickname, or is shown by this first and last name
    /// ([NameKey]).
    ///
    /// @param suggestedNickname free at the time of the answer; whoever comes with it is let in, if need be
    ///     without first and last name
    record NameTaken(String suggestedNickname) implements JoinResult {}

    /// As many guests are active through the link as it allows.
    record Full(int maxConcurrentUsers) implements JoinResult {}
}
