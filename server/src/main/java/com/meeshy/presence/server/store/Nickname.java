package com.meeshy.presence.server.store;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How a guest is called in a conversation: as asked for, or made from the names, and made free by a number.
public final class Nickname {
    private static final String NAMELESS = "guest";
    private static final int COUNTED = 10;
    private static final int RANDOM_BOUND = 1_000_000_000;

    private Nickname() {}

    /// Whether a nickname is in use in the conversation.
    ///
    /// @param <X> what asking may fail with
    public interface Taken<X extends Exception> {
        boolean test(String nickname) throws X;
    }

    /// The nickname asked for, or null when none was.
    public static @Nullable String wanted(JoinRequest request) {
        return blankToNull(request.username());
    }

    /// A nickname from the guest's names: `anna_petit`, or `guest` for somebody nameless.
    public static String made(JoinRequest request) {
        String first = blankToNull(request.firstName());
        String last = blankToNull(request.lastName());
        String joined = (first == null ? "" : first) + " " + (last == null ? "" : last);
        String made = joined.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
        return made.isEmpty() ? NAMELESS : made;
    }

    /// The nickname itself when free, else with the first free number, soon a random one: a thousand nameless guests
    /// must not be counted through.
    public static <X extends Exception> String free(String nickname, Taken<X> taken, RandomGenerator random) throws X {
        String candidate = nickname;
        for (int number = 2; taken.test(candidate); number++) {
            candidate = nickname + (number < COUNTED ? number : random.nextInt(COUNTED, RANDOM_BOUND));
        }
        return candidate;
    }

    public static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
