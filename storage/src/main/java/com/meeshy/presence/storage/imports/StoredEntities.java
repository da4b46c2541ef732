package com.meeshy.presence.storage.imports;

import com.meeshy.presence.storage.model.Account;
import com.meeshy.presence.storage.model.Conversation;
import com.meeshy.presence.storage.model.GuestSession;
import com.meeshy.presence.storage.model.ShareLink;
import java.util.List;

/// Everything a store holds behind the keys of an import document: by id, and by what must be unique.
public record StoredEntities(
        List<Account> users, List<Conversation> conversations, List<ShareLink> shareLinks, List<GuestSession> guests) {}
