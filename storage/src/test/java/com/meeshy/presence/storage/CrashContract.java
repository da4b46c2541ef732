package com.meeshy.presence.storage;

import static com.meeshy.presence.storage.CrashingWriter.ACKNOWLEDGED;
import static com.meeshy.presence.storage.CrashingWriter.END;
import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.port.PresenceStore;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store owes when its gateway is killed by `kill -9`: everything acknowledged is there.
abstract class CrashContract {
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
    void whatWasAcknowledgedIsThereAfterKillMinusNineInTheMiddleOfWriting() throws Exception {
        List<String> acknowledged = acknowledgedBeforeTheKill("everything", 300);

        assertThat(values("message", acknowledged)).isNotEmpty();
        assertThat(values("session", acknowledged)).isNotEmpty();
        assertThat(values("presence", acknowledged)).isNotEmpty();
        assertStored(acknowledged);
    }

    /// The last acknowledgement must not need a later write to become true.
    @ParameterizedTest
    @ValueSource(strings = {"message", "session", "presence"})
    @Timeout(60)
    void theVeryLastAcknowledgementHoldsWhenNothingWasWrittenAfterIt(String kind) throws Exception {
        assertStored(acknowledgedBeforeTheKill(kind, CrashingWriter.A_FEW));
    }

    /// A batch cut off in the middle may be there in part. Everything acknowledged before is, and the next start's
    /// repetition brings everybody to the same state.
    @Test
    @Timeout(60)
    void aBatchCutOffByTheKillLeavesWhatWasAcknowledgedAndCanBeRepeated() throws Exception {
        List<String> versions = values("batch", acknowledgedBeforeTheKill("batches", CrashingWriter.A_FEW));
        long newest = Long.parseLong(versions.getLast());
        try (World world = CrashingWriter.world(worldClass().getName(), folder)) {
            PresenceStore presence = world.storage().presence();
            assertThat(presence.load(CrashingWriter.crowd()))
                    .hasSize(CrashingWriter.CROWD)
                    .allSatisfy((_, state) -> assertThat(state.version()).isBetween(newest, newest + 1));

            List<StoredPresence> repeated = CrashingWriter.batch(newest + 1);
            presence.write(repeated);

            assertThat(presence.load(CrashingWriter.crowd()).values()).containsExactlyInAnyOrderElementsOf(repeated);
            afterTheCrash(world);
        }
    }

    private void assertStored(List<String> acknowledged) throws ReflectiveOperationException {
        try (World world = CrashingWriter.world(worldClass().getName(), folder)) {
            Storage storage = world.storage();
            Set<String> stored = storage.messages().recent(CrashingWriter.TEAM, 1_000_000).stream()
                    .map(message -> message.id().toString())
                    .collect(Collectors.toSet());
            assertThat(stored).containsAll(values("message", acknowledged));

            assertThat(values("session", acknowledged))
                    .allSatisfy(session ->
                            assertThat(storage.guests().guestBySession(session)).isNotNull());

            List<String> versions = values("presence", acknowledged);
            long newest = versions.isEmpty() ? 0 : Long.parseLong(versions.getLast());
            StoredPresence presence =
                    storage.presence().load(List.of(CrashingWriter.ALICE)).get(CrashingWriter.ALICE);
            assertThat(presence).isNotNull().extracting(StoredPresence::version).matches(version -> version >= newest);
            afterTheCrash(world);
        }
    }

    private List<String> acknowledgedBeforeTheKill(String kind, int enough) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        worldClass().getName(),
                        folder.toString(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = new ArrayList<>();
            boolean killed = false;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                // Loggers print too, and the last line may be cut off.
                if (line.startsWith(ACKNOWLEDGED) && line.endsWith(END)) {
                    lines.add(line.substring(ACKNOWLEDGED.length(), line.length() - END.length()));
                }
                if (lines.size() == enough && !killed) {
                    whileTheProcessLives();
                    // By its handle: the process itself would close our end of its output too.
                    killed = process.toHandle().destroyForcibly();
                }
            }
            assertThat(lines).hasSizeGreaterThanOrEqualTo(enough);
            return lines;
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> values(String what, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> line.substring(what.length() + 1))
                .toList();
    }
}
