package com.meeshy.presence.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.authentication.Revocations;
import com.meeshy.presence.live.line.LiveSessions;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.model.Revocation;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long revoked tokens are remembered.
@NullUnmarked
class RevocationDoorTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_clock_that_is_an_hour_ahead_brings_no_revoked_token_back() {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        try (Storage storage = SqliteStorage.open(folder, now::get)) {
            storage.revokedTokens().add(new Revocation.OfToken("jti-1", NOON.plusSeconds(1_800)));
            Departures nobodyIsHere =
                    new Departures(null, new LiveSessions(), null, Duration.ofSeconds(45), Time.of(now::get));
            RevocationDoor door =
                    new RevocationDoor(storage.revokedTokens(), new Revocations(), nobodyIsHere, now::get);

            now.set(NOON.plus(Duration.ofHours(1)));
            door.read();
            assertThat(storage.revokedTokens().all()).hasSize(1);

            now.set(NOON.plus(Duration.ofHours(25)));
            door.read();
            assertThat(storage.revokedTokens().all()).isEmpty();
        }
    }
}
