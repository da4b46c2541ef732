package com.meeshy.presence.storage.imports;

import java.util.List;

/// The import document cannot be applied; nothing was written.
public class InvalidImport extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problems everything found; not empty
    public InvalidImport(List<Problem> problems) {
        super("the import document has " + problems.size() + " problem(s), the first: "
                + problems.getFirst().path() + ": " + problems.getFirst().remedy());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /// One thing to mend.
    ///
    /// @param path where, such as `conversations[2].members[0]`
    /// @param remedy what is wrong and what to do, in a sentence
    public record Problem(String path, String remedy) {}
}
