package com.meeshy.presence.storage.model;

/// Texts with the same beginning as a range, which an index answers: from the beginning up to, and without, its end.
public final class PrefixRange {
    /// The greatest code point: no text goes on after its beginning with it.
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private PrefixRange() {}

    public static String end(String prefix) {
        return prefix + LAST;
    }
}
