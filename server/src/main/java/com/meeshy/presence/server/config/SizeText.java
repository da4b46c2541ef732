package com.meeshy.presence.server.config;

/// Sizes as operators write them: the largest unit that divides exactly.
final class SizeText {
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;

    private SizeText() {}

    static String of(long bytes) {
        if (bytes % MB == 0) {
            return bytes / MB + "mb";
        }
        return bytes % KB == 0 ? bytes / KB + "kb" : bytes + "b";
    }
}
