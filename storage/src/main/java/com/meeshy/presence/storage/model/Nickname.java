package com.meeshy.presence.storage.model;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a guest is called in a conversation: as asked for, or made from the names, and made free by a number.
/// Neither the nickname nor the name shown to others may be read as that of somebody who is there.
///
/// @param nickname free; a suggestion when the wish is refused
/// @param wish as it can be granted; null when it is refused
public record Nickname(String nickname, @Nullable JoinRequest wish) {
    private static final String NAMELESS = "guest";
    private static final int COUNTED = 10;
    private static final int RANDOM_BOUND = 1_000_000_000;

    /// Whether a name is in use in the conversation, as nickname, username or name shown.
    ///
    /// @param <X> what asking may fail with
    public interface Taken<X extends Exception> {
        boolean test(String name) throws X;
    }

    /// Grants the wish or suggests something else.
    ///
    /// Whoever takes a suggestion comes in by that nickname alone, when somebody else is shown by the first and
    /// last name: a true namesake must not be kept out.
    public static <X extends Exception> Nickname of(JoinRequest request, Taken<X> taken, RandomGenerator random)
            throws X {
        String wanted = blankToNull(request.username());
        String made = made(request);
        boolean shownIsTaken = hasNames(request) && taken.test(shown(request));
        if (shownIsTaken) {
            return wanted != null && wanted.matches(Pattern.quote(made) + "\\d+") && !taken.test(wanted)
                    ? new Nickname(wanted, new JoinRequest(wanted, null, null, request.language()))
                    : new Nickname(numbered(made, taken, random), null);
        }
        if (wanted == null) {
            return new Nickname(free(made, taken, random), request);
        }
        return taken.test(wanted) ? new Nickname(numbered(wanted, taken, random), null) : new Nickname(wanted, request);
    }

    /// A nickname from the guest's names: `anna_petit`, or `guest` for somebody nameless.
    private static String made(JoinRequest request) {
        String made = shown(request).toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
        return made.isEmpty() ? NAMELESS : made;
    }

    private static String shown(JoinRequest request) {
        String first = blankToNull(request.firstName());
        String last = blankToNull(request.lastName());
        return ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
    }

    private static boolean hasNames(JoinRequest request) {
        return !shown(request).isEmpty();
    }

    private static <X extends Exception> String free(String nickname, Taken<X> taken, RandomGenerator random) throws X {
        return taken.test(nickname) ? numbered(nickname, taken, random) : nickname;
    }

    /// The nickname with the first free number, soon a random one: a thousand nameless guests must not be counted
    /// through.
    private static <X extends Exception> String numbered(String nickname, Taken<X> taken, RandomGenerator random)
            throws X {
        int number = 2;
        String candidate = nickname + number;
        while (taken.test(candidate)) {
            number++;
            candidate = nickname + (number < COUNTED ? number : random.nextInt(COUNTED, RANDOM_BOUND));
        }
        return candidate;
    }

    public static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
