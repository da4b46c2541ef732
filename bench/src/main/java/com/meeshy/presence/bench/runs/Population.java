package com.meeshy.presence.bench.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meeshy.presence.bench.load.Identity;
import com.meeshy.presence.bench.load.Lattice;
import java.io.IOException;
import java.util.List;

/// The people of a lattice as an import document (SPEC §6).
public final class Population {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GLOBAL = 0x7fffffff;

    private Population() {}

    public static byte[] of(Lattice lattice) throws IOException {
        ObjectNode document = people(lattice.people());
        ArrayNode conversations = document.putArray("conversations");
        for (int number = 0; number < lattice.conversations(); number++) {
            List<Integer> members = lattice.members(number);
            if (members.size() > 1) {
                add(conversations, number, "group", members);
            }
        }
        return JSON.writeValueAsBytes(document);
    }

    /// Everybody in one global conversation, and in no other.
    static byte[] inOneConversation(int people) throws IOException {
        ObjectNode document = people(people);
        List<Integer> all = java.util.stream.IntStream.range(0, people).boxed().toList();
        add(document.putArray("conversations"), GLOBAL, "global", all);
        return JSON.writeValueAsBytes(document);
    }

    private static ObjectNode people(int count) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode users = document.putArray("users");
        for (int number = 0; number < count; number++) {
            users.addObject()
                    .put("id", Identity.person(number))
                    .put("username", "p" + number)
                    .put("displayName", "Person " + number);
        }
        return document;
    }

    private static void add(ArrayNode conversations, int number, String type, List<Integer> members) {
        ObjectNode conversation = conversations
                .addObject()
                .put("id", Identity.conversation(number))
                .put("identifier", "c" + number)
                .put("type", type);
        ArrayNode ids = conversation.putArray("members");
        members.forEach(each -> ids.add(Identity.person(each)));
    }
}
