package com.meeshy.presence.core.identity;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A 12-byte BSON ObjectId held in two numbers: the form in which SPEC §6 names every entity. Its text is 24
/// hexadecimal digits; upper case is accepted, lower case is written.
public record ObjectId(long high, int low) {
    private static final int TEXT_LENGTH = 24;

    /// @throws IllegalArgumentException when the text is not 24 hexadecimal digits
    public static ObjectId parse(String text) {
        ObjectId id = tryParse(text);
        if (id == null) {
            throw new IllegalArgumentException("not an ObjectId (24 hexadecimal digits): " + abbreviated(text));
        }
        return id;
    }

    /// The id, or null when the text is not one.
    public static @Nullable ObjectId tryParse(@Nullable String text) {
        if (text == null || text.length() != TEXT_LENGTH) {
            return null;
        }
        for (int i = 0; i < TEXT_LENGTH; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return null;
            }
        }
        return new ObjectId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigits(text, 16, TEXT_LENGTH));
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    @Override
    public int hashCode() {
        // Consecutive ids differ in the low bits only; spread them, since shards are chosen by this value.
        long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    private static String abbreviated(String text) {
        return text.length() <= 32 ? text : text.substring(0, 32) + "…";
    }
}
