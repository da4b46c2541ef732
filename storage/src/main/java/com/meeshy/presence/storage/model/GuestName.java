package com.meeshy.presence.storage.model;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.jspecify.annotations.Nullable;

/// What a name must be that somebody without an account gives.
public final class GuestName {
    private static final int LONGEST = 100;

    /// No script needs more; more are there to paint over other lines.
    private static final int MOST_MARKS = 4;

    private GuestName() {}

    /// What is wrong with the name, as the end of a sentence that begins with the field; null when it will do. A
    /// missing or blank one will.
    public static @Nullable String problem(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        if (name.length() > LONGEST) {
            return "must not be longer than " + LONGEST + " characters.";
        }
        if (name.codePoints().anyMatch(Invisible::is)) {
            return "must not contain characters that cannot be seen, that control the direction of writing, or that"
                    + " have no meaning of their own.";
        }
        return marksProblem(Normalizer.normalize(name.strip(), Form.NFC));
    }

    private static @Nullable String marksProblem(String name) {
        if (isMark(name.codePointAt(0))) {
            return "must not begin with a combining mark.";
        }
        int marks = 0;
        for (int character : name.codePoints().toArray()) {
            marks = isMark(character) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                return "must not have more than " + MOST_MARKS + " combining marks on one letter.";
            }
        }
        return null;
    }

    /// Not those that take a place of their own, as vowels of Indian scripts do.
    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
