package com.meeshy.presence.storage;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.imports.ImportDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes import documents for tests.
final class Doc {
    private final List<ImportDocument.@Nullable User> users = new ArrayList<>();
    private final List<ImportDocument.@Nullable Talk> talks = new ArrayList<>();
    private final List<ImportDocument.@Nullable Link> links = new ArrayList<>();
    private final List<ImportDocument.@Nullable Visitor> visitors = new ArrayList<>();

    Doc user(ObjectId id, String username) {
        return user(id, username, null, null);
    }

    Doc user(ObjectId id, String username, @Nullable String displayName, @Nullable Boolean active) {
        return add(new ImportDocument.User(id.toString(), username, displayName, null, null, null, null, active));
    }

    Doc add(ImportDocument.User user) {
        users.add(user);
        return this;
    }

    Doc conversation(ObjectId id, String identifier, ObjectId... members) {
        List<@Nullable String> listed = new ArrayList<>();
        Arrays.stream(members).forEach(member -> listed.add(member.toString()));
        return add(new ImportDocument.Talk(id.toString(), identifier, "group", null, null, listed));
    }

    Doc add(ImportDocument.Talk talk) {
        talks.add(talk);
        return this;
    }

    Doc link(ObjectId id, String linkId, ObjectId conversation) {
        return link(id, linkId, conversation, null, null);
    }

    Doc link(
            ObjectId id,
            String linkId,
            ObjectId conversation,
            @Nullable Instant expiresAt,
            @Nullable Integer maxConcurrentUsers) {
        String expiry = expiresAt == null ? null : expiresAt.toString();
        return add(new ImportDocument.Link(
                id.toString(), linkId, null, conversation.toString(), null, expiry, maxConcurrentUsers));
    }

    Doc add(ImportDocument.Link link) {
        links.add(link);
        return this;
    }

    Doc guest(ObjectId id, ObjectId link, String username, String sessionToken) {
        visitors.add(new ImportDocument.Visitor(
                id.toString(), link.toString(), username, null, null, null, sessionToken, null));
        return this;
    }

    ImportDocument document() {
        return new ImportDocument(users, talks, links, visitors);
    }
}
