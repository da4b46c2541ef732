package com.meeshy.presence.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is drawn of a recording.
class ProfileTest {
    private static final int ENOUGH_TO_BE_SEEN = 1_000_000;

    @Test
    void bothGraphsShowWhoWasAtWork(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("work.jfr");
        record(file);

        new Profile(file).print();

        assertThat(folder.resolve("work.jfr.time.html")).content().contains("<h1>time</h1>", "digest");
        assertThat(folder.resolve("work.jfr.allocations.html"))
                .content()
                .contains("<h1>allocations</h1>", "ProfileTest", "byte[]");
    }

    private static void record(Path file) throws Exception {
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            work();
            recording.stop();
            recording.dump(file);
        }
    }

    private static void work() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        String text = "";
        for (int i = 0; i < ENOUGH_TO_BE_SEEN; i++) {
            text = HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(text).isNotEmpty();
    }
}
