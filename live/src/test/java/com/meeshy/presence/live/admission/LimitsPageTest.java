package com.meeshy.presence.live.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page of limits says what the table says.
class LimitsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operate", "limits.md");
    private static final String BEGIN = "<!-- limits -->\n";

    @Test
    void the_page_has_the_rows_of_the_table() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table();
        if (Boolean.getBoolean("write.limits.page")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(page)
                .as("docs/operate/limits.md: write it anew with -Dwrite.limits.page=true")
                .isEqualTo(expected);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| setting | default | for each | what |\n|---|---|---|---|\n");
        for (Limit limit : Limit.values()) {
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            limit,
                            limit.fallback(),
                            limit.scope().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            limit.what()));
        }
        return table.toString();
    }
}
