package com.meeshy.presence.bench.store;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// People in conversations of twenty.
///
/// @param people a multiple of [#GROUP]
record Town(int people) {
    static final int GROUP = 20;

    static ObjectId id(int number) {
        return new ObjectId(0x65a0_0000_aabb_ccddL, number);
    }

    static ParticipantId person(int number) {
        return ParticipantId.registered(id(number));
    }

    void settleIn(Storage storage) {
        List<ImportDocument.@Nullable User> users = new ArrayList<>();
        List<ImportDocument.@Nullable Talk> talks = new ArrayList<>();
        for (int from = 0; from < people; from += GROUP) {
            List<@Nullable String> members = new ArrayList<>();
            for (int i = from; i < from + GROUP; i++) {
                String id = id(i).toString();
                users.add(new ImportDocument.User(id, "user" + i, null, null, null, null, null, true));
                members.add(id);
            }
            String talk = id(people + from).toString();
            talks.add(new ImportDocument.Talk(talk, "talk" + from, "group", null, true, members));
        }
        storage.editor().apply(new ImportDocument(users, talks, null, null));
    }
}
