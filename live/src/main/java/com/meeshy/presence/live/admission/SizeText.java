package com.meeshy.presence.live.admission;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as operators write them: the largest unit that divides exactly.
final class SizeText {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(b|kb|mb)?");
    private static final long KB = 1024;
    private static final long MB = 1024 * KB;

    private SizeText() {}

    /// Bytes, like 100kb or 1mb; empty when this is no size.
    static OptionalInt parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        String unit = matcher.group(2);
        long factor = "mb".equals(unit) ? MB : "kb".equals(unit) ? KB : 1L;
        long bytes = Long.parseLong(matcher.group(1)) * factor;
        return OptionalInt.of((int) Math.min(bytes, Integer.MAX_VALUE));
    }

    static String of(long bytes) {
        if (bytes % MB == 0) {
            return bytes / MB + "mb";
        }
        return bytes % KB == 0 ? bytes / KB + "kb" : bytes + "b";
    }
}
