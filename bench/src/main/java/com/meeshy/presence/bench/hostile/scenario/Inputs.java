package com.meeshy.presence.bench.hostile.scenario;

/// Texts that are small to send and large to keep.
final class Inputs {
    /// A little under the largest packet that the gateway announces, 100 000 bytes.
    static final int LARGE = 95_000;

    private Inputs() {}

    /// An array of empty arrays: three bytes each on the wire, dozens as a tree.
    static String tree(int length) {
        return "[" + "[],".repeat(length / 3) + "[]]";
    }

    static String letters(int length) {
        return "a".repeat(length);
    }
}
