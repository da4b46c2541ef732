package com.meeshy.presence.storage.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which names are read as one, and which a guest may not have.
class NameKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice martin",
                "ALICE MARTIN",
                "  Alice   Martin ",
                "Alice\u00a0Martin",
                "Alice\u3000Martin",
                "Alice\tMartin",
                "\uff21\uff4c\uff49\uff43\uff45 \uff2d\uff41\uff52\uff54\uff49\uff4e",
                "\ud835\udc00lice Martin",
                "A\u200blice\u200d Mar\u00adtin",
                "\u202eAlice Martin\u202c",
                "Alice \ufeff Martin",
                "Alice Mart\u0131n",
                "Alice Martin\ufe0f"
            })
    void theseAreReadAsAliceMartin(String name) {
        assertThat(NameKey.of(name)).isEqualTo("alice martin");
    }

    @Test
    void lettersWithMoreThanOneFormOrLengthFold() {
        assertThat(NameKey.of("Stra\u00dfe")).isEqualTo(NameKey.of("STRASSE"));
        assertThat(NameKey.of("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2"))
                .isEqualTo(NameKey.of("\u03a3\u038a\u03a3\u03a5\u03a6\u039f\u03a3"));
        assertThat(NameKey.of("E\u0301lise")).isEqualTo(NameKey.of("\u00c9LISE"));
        assertThat(NameKey.of("\ufb01n")).isEqualTo("fin");
        assertThat(NameKey.of("\u017fam")).isEqualTo("sam");
    }

    @Test
    void whatOnlyLooksAlikeInAnotherScriptDiffers() {
        assertThat(NameKey.of("\u0430lice")).isNotEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\tb",
                "a\nb",
                "a\u200bb",
                "a\u200db",
                "a\u00adb",
                "\u202eb",
                "a\u2066b",
                "a\u2028b",
                "a\ufeffb",
                "a\ue000b",
                "a\udb80\udc00b",
                "a\u0378b",
                "a\ud800",
                "a\u3164",
                "a\u115f",
                "a\ufe0f",
                "a\udb40\udd00",
                "a\udb40\udc41",
                "\u2800",
                "\u0301a",
                "a\u0300\u0300\u0300\u0300\u0300\u0300"
            })
    void noGuestIsCalledThis(String name) {
        assertThat(GuestName.problem(name)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice Martin",
                "\u00c9lise",
                "E\u0301lise",
                "Nguy\u1ec5n Ti\u1ebfn",
                "\u5c71\u7530 \u592a\u90ce",
                "\u0627\u062d\u0645\u062f",
                "\u0e19\u0e49\u0e33",
                "\u0928\u093f\u0930\u094d\u092e\u0932",
                "O'Brien-2",
                "\ud83d\ude00",
                " "
            })
    void aGuestMayBeCalledThis(String name) {
        assertThat(GuestName.problem(name)).isNull();
    }
}
