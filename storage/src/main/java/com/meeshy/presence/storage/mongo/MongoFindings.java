package com.meeshy.presence.storage.mongo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a look through a database found, by kind. Of each kind a few ids are kept, however many there are.
final class MongoFindings {
    private static final int EXAMPLES = 5;

    private final Map<Kind, Found> found = new LinkedHashMap<>();

    /// One thing that can be wrong.
    ///
    /// @param serious whether the gateway cannot do right by it
    /// @param meaning what happens as long as it stays
    /// @param remedy what to do
    record Kind(boolean serious, String title, String meaning, String remedy) {}

    private static final class Found {
        private long count;
        private final List<String> examples = new ArrayList<>();
    }

    /// @param id of the document, never a value out of it
    void add(Kind kind, @Nullable Object id) {
        Found found = this.found.computeIfAbsent(kind, _ -> new Found());
        found.count++;
        if (found.examples.size() < EXAMPLES) {
            found.examples.add(String.valueOf(id));
        }
    }

    boolean anySerious() {
        return found.keySet().stream().anyMatch(Kind::serious);
    }

    /// In the order they were met, the serious first.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (boolean serious : new boolean[] {true, false}) {
            found.forEach((kind, of) -> {
                if (kind.serious() == serious) {
                    lines.add((serious ? "SERIOUS " : "note    ") + kind.title() + ": " + of.count);
                    lines.add("        for instance: " + String.join(", ", of.examples));
                    lines.add("        meaning: " + kind.meaning());
                    lines.add("        to do: " + kind.remedy());
                }
            });
        }
        return lines;
    }
}
