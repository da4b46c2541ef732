package com.meeshy.presence.server.store;

import java.util.List;

/// Everything a store holds behind the keys of an import document: by id, and by what must be unique.
public record StoredEntities(
        List<Account> users, List<Conversation> conversations, List<ShareLink> shareLinks, List<GuestSession> guests) {}
