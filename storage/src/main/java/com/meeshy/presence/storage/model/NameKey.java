package com.meeshy.presence.storage.model;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What two names have in common when people would read them as one: compatibility forms (Unicode NFKC), upper
/// and lower case, white space and what cannot be seen make no difference. Letters of different scripts that only
/// look alike do.
public final class NameKey {
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final int LAST_PLAIN = 0x7e;

    private NameKey() {}

    /// Equal for names that are read as one. Empty for a name in which there is nothing to be seen.
    public static String of(String name) {
        return isPlain(name) ? lower(name) : lower(folded(name));
    }

    /// Of everything somebody is known by: the account's own name and the one shown, each once.
    public static Set<String> of(Account account) {
        return all(account.username(), account.name());
    }

    /// The same of a guest.
    public static Set<String> of(Guest guest) {
        return all(guest.username(), guest.name());
    }

    private static Set<String> all(String own, String shown) {
        List<String> keys = new ArrayList<>(List.of(of(own), of(shown)));
        keys.removeIf(String::isEmpty);
        return Set.copyOf(keys);
    }

    /// Upper case comes first, so that ß, ſ and both forms of sigma fold as they should.
    private static String folded(String name) {
        String seen = seen(Normalizer.normalize(name, Form.NFKC));
        String folded = Normalizer.normalize(lower(seen.toUpperCase(Locale.ROOT)), Form.NFKC);
        return SPACES.matcher(folded).replaceAll(" ").strip();
    }

    private static String seen(String name) {
        StringBuilder seen = new StringBuilder();
        name.codePoints().forEach(each -> {
            if (Character.isWhitespace(each) || Character.isSpaceChar(each)) {
                seen.append(' ');
            } else if (!Invisible.is(each)) {
                seen.appendCodePoint(each);
            }
        });
        return seen.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// Most names are: letters and digits of ASCII, and single spaces between them.
    private static boolean isPlain(String name) {
        char before = ' ';
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (each < ' ' || each > LAST_PLAIN || (each == ' ' && before == ' ')) {
                return false;
            }
            before = each;
        }
        return before != ' ';
    }
}
