package com.meeshy.presence.bench.hostile.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.meeshy.presence.bench.load.Identity;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.runs.Population;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Who lives in the town that strangers come to: the crowd of the lattice, a circle that writes, and insiders,
/// who have a credential and mean harm. Circle, insiders and guests of a link share one conversation.
public final class Town {
    public static final Lattice LATTICE = new Lattice(49, 2, 7);
    public static final int INSIDERS = 100;
    public static final String LINK = "mshy_open";

    private static final int CIRCLE = 16;
    private static final int FIRST_OF_CIRCLE = 1_000;
    private static final int FIRST_INSIDER = 2_000;
    private static final int FIRST_OF_CROWD = 10_000;
    private static final int SQUARE = 500_000;
    private static final int GLOBAL = 500_001;

    private Town() {}

    public static List<Integer> circle() {
        return IntStream.range(FIRST_OF_CIRCLE, FIRST_OF_CIRCLE + CIRCLE)
                .boxed()
                .toList();
    }

    /// @param which 0 to 99; others begin anew
    public static int insider(int which) {
        return FIRST_INSIDER + Math.floorMod(which, INSIDERS);
    }

    /// The conversation of circle, insiders and guests.
    public static String square() {
        return Identity.conversation(SQUARE);
    }

    /// The conversation of everybody, where there is one.
    public static String global() {
        return Identity.conversation(GLOBAL);
    }

    /// An import document.
    ///
    /// @param crowd people in the global conversation beside the others; 0: there is none
    public static byte[] document(int crowd) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode document = (ObjectNode) json.readTree(Population.of(LATTICE));
        List<Integer> square = new ArrayList<>(circle());
        IntStream.range(0, INSIDERS).forEach(each -> square.add(insider(each)));
        List<Integer> others =
                IntStream.range(FIRST_OF_CROWD, FIRST_OF_CROWD + crowd).boxed().toList();
        ArrayNode users = document.withArray("users");
        square.forEach(each -> add(users, each));
        others.forEach(each -> add(users, each));
        ArrayNode conversations = document.withArray("conversations");
        add(conversations, square(), "group", square);
        if (crowd > 0) {
            List<Integer> all = new ArrayList<>(square);
            all.addAll(others);
            add(conversations, global(), "global", all);
        }
        document.putArray("shareLinks")
                .addObject()
                .put("id", "11c000000000000000000001")
                .put("linkId", LINK)
                .put("conversationId", square());
        return json.writeValueAsBytes(document);
    }

    private static void add(ArrayNode users, int number) {
        users.addObject()
                .put("id", Identity.person(number))
                .put("username", "p" + number)
                .put("displayName", "Person " + number);
    }

    private static void add(ArrayNode conversations, String id, String type, List<Integer> members) {
        ObjectNode conversation = conversations
                .addObject()
                .put("id", id)
                .put("identifier", "c" + id)
                .put("type", type);
        ArrayNode ids = conversation.putArray("members");
        members.forEach(each -> ids.add(Identity.person(each)));
    }
}
