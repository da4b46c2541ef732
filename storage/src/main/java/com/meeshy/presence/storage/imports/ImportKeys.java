package com.meeshy.presence.storage.imports;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Nickname;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an import document mentions, well-formed ids only: a store loads the entities behind these keys, then
/// [ImportPlan#of] can do the rest without a database.
public record ImportKeys(
        Set<ObjectId> users,
        Set<String> usernames,
        Set<ObjectId> conversations,
        Set<String> identifiers,
        Set<ObjectId> shareLinks,
        Set<String> linkIds,
        Set<ObjectId> guests,
        Set<String> sessionTokens) {

    public static ImportKeys of(ImportDocument document) {
        List<ImportDocument.User> users = present(document.users());
        List<ImportDocument.Talk> talks = present(document.conversations());
        List<ImportDocument.Link> links = present(document.shareLinks());
        List<ImportDocument.Visitor> visitors = present(document.anonymousParticipants());
        Stream<@Nullable String> members = talks.stream().flatMap(talk -> present(talk.members()).stream());
        return new ImportKeys(
                ids(Stream.concat(users.stream().map(ImportDocument.User::id), members)),
                texts(users, ImportDocument.User::username),
                ids(Stream.concat(
                        talks.stream().map(ImportDocument.Talk::id),
                        links.stream().map(ImportDocument.Link::conversationId))),
                texts(talks, ImportDocument.Talk::identifier),
                ids(Stream.concat(
                        links.stream().map(ImportDocument.Link::id),
                        visitors.stream().map(ImportDocument.Visitor::shareLinkId))),
                texts(links, ImportDocument.Link::linkId),
                ids(visitors.stream().map(ImportDocument.Visitor::id)),
                texts(visitors, ImportDocument.Visitor::sessionToken));
    }

    private static <T> List<T> present(@Nullable List<@Nullable T> entries) {
        return entries == null
                ? List.of()
                : entries.stream()
                        .filter(Objects::nonNull)
                        .<T>map(Objects::requireNonNull)
                        .toList();
    }

    private static Set<ObjectId> ids(Stream<@Nullable String> texts) {
        Set<ObjectId> ids = new HashSet<>();
        texts.forEach(text -> {
            ObjectId id = ObjectId.tryParse(text);
            if (id != null) {
                ids.add(id);
            }
        });
        return ids;
    }

    private static <T> Set<String> texts(Collection<T> entries, Function<T, @Nullable String> text) {
        Set<String> texts = new HashSet<>();
        for (T entry : entries) {
            String value = Nickname.blankToNull(text.apply(entry));
            if (value != null) {
                texts.add(value);
            }
        }
        return texts;
    }
}
