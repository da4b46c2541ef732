package com.meeshy.presence.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.port.StoredPresence;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every store owes when its gateway is killed by `kill -9` in the middle of writing: everything acknowledged is
/// there.
abstract class CrashContract {
    private static final int ACKNOWLEDGED_BEFORE_THE_END = 300;

    @TempDir
    Path folder;

    /// Has a public constructor with a folder; a second world on the same folder finds what the first one wrote.
    abstract Class<? extends World> worldClass();

    /// The moment before the process is killed.
    void whileTheProcessLives() {}

    /// The data after the process was killed, once the contract is content.
    void afterTheCrash(World world) {}

    @RepeatedTest(3)
    @Timeout(60)
    void whatWasAcknowledgedIsThereAfterKillMinusNine() throws Exception {
        List<String> acknowledged = acknowledgedByAProcessThatWasKilled();

        try (World world = CrashingWriter.world(worldClass().getName(), folder)) {
            Storage storage = world.storage();
            Set<String> stored = storage.messages().recent(CrashingWriter.TEAM, 1_000_000).stream()
                    .map(StoredMessage::id)
                    .map(Object::toString)
                    .collect(Collectors.toSet());
            assertThat(stored).isNotEmpty().containsAll(values("message", acknowledged));

            assertThat(values("session", acknowledged))
                    .isNotEmpty()
                    .allSatisfy(session ->
                            assertThat(storage.guests().guestBySession(session)).isNotNull());

            long newest = Long.parseLong(values("presence", acknowledged).getLast());
            StoredPresence presence =
                    storage.presence().load(List.of(CrashingWriter.ALICE)).get(CrashingWriter.ALICE);
            assertThat(presence).isNotNull().extracting(StoredPresence::version).matches(version -> version >= newest);
            afterTheCrash(world);
        }
    }

    private List<String> acknowledgedByAProcessThatWasKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        worldClass().getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (lines.size() == ACKNOWLEDGED_BEFORE_THE_END) {
                    whileTheProcessLives();
                    // By its handle: the process itself would close our end of its output too.
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(lines).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_END);
            return lines;
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    /// Of complete lines only: the last one may have been cut off.
    private static List<String> values(String what, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(what + " ") && line.endsWith(" ."))
                .map(line -> line.substring(what.length() + 1, line.length() - 2))
                .toList();
    }
}
