package com.meeshy.presence.core.port;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.presence.PresenceView;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// The latest state of somebody in large conversations, for the viewers who have opened one of them.
///
/// @param large the large conversations
/// @param told the ordinary ones that have heard of this state already: whoever shares one is told nothing
///     more, nor is the subject
/// @param only when not empty, those who are in none of these know already and are told nothing: viewers in
///     these saw the subject there, do no longer, and so forgot it
public record CrowdChange(
        PresenceView view, Set<ConversationId> large, Set<ConversationId> told, Set<ConversationId> only) {
    public CrowdChange {
        large = Set.copyOf(large);
        told = Set.copyOf(told);
        only = Set.copyOf(only);
    }

    /// What is to be told when this one follows the other before it was told.
    public CrowdChange after(CrowdChange before) {
        if (before.view.version() > view.version()) {
            return before;
        }
        if (before.view.version() < view.version() && only.isEmpty()) {
            return this;
        }
        boolean forAll = only.isEmpty() || before.only.isEmpty();
        Set<ConversationId> heard = union(before.told, told);
        heard.removeAll(only);
        heard.removeAll(before.only);
        return new CrowdChange(view, union(before.large, large), heard, forAll ? Set.of() : union(before.only, only));
    }

    /// The same for those conversations that the subject has not left.
    public CrowdChange without(Collection<ConversationId> left) {
        Set<ConversationId> rest = new HashSet<>(large);
        rest.removeAll(left);
        return new CrowdChange(view, rest, told, only);
    }

    private static Set<ConversationId> union(Set<ConversationId> one, Set<ConversationId> other) {
        Set<ConversationId> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
