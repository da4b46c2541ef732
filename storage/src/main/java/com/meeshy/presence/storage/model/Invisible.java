package com.meeshy.presence.storage.model;

/// Characters that leave no mark of their own where they stand, or that nobody can know the look of. Java tells
/// most of them by their category; the rest are those that Unicode lists as ignorable by default, and two that
/// are blank.
final class Invisible {
    private static final int HANGUL_FILLER = 0x3164;
    private static final int HALFWIDTH_HANGUL_FILLER = 0xffa0;
    private static final int BLANK_BRAILLE = 0x2800;
    private static final int GRAPHEME_JOINER = 0x034f;

    private Invisible() {}

    static boolean is(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isIgnorable(character);
        };
    }

    private static boolean isIgnorable(int character) {
        return character == GRAPHEME_JOINER
                || between(character, 0x115f, 0x1160) // Hangul fillers
                || between(character, 0x17b4, 0x17b5) // Khmer inherent vowels
                || between(character, 0x180b, 0x180f) // Mongolian variation selectors
                || between(character, 0xfe00, 0xfe0f) // variation selectors
                || between(character, 0xe0100, 0xe01ef) // variation selectors, supplement
                || character == HANGUL_FILLER
                || character == HALFWIDTH_HANGUL_FILLER
                || character == BLANK_BRAILLE;
    }

    private static boolean between(int character, int first, int last) {
        return character >= first && character <= last;
    }
}
