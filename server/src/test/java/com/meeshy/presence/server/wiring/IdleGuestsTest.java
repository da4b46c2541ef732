package com.meeshy.presence.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.server.gateway.BareClient;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A guest came yesterday and has not been seen since.
@NullUnmarked
class IdleGuestsTest {
    private static final Duration YESTERDAY = Duration.ofHours(25);

    @TempDir
    private Path folder;

    private static List<JsonNode> left(BareClient client) {
        return client.all("conversation:member-left");
    }

    @Test
    void viewers_hear_once_that_maintenance_closed_the_guest() throws Exception {
        try (Storage storage =
                SqliteStorage.open(folder, () -> GatewayBed.CLOCK.instant().minus(YESTERDAY))) {
            storage.editor().apply(GatewayBed.world());
        }
        try (GatewayBed bed = new GatewayBed(folder, "MAINTENANCE_INTERVAL", "1h")) {
            BareClient alice = bed.user(GatewayBed.ALICE);
            await().until(() -> alice.all("presence:snapshot").size() == 1);
            assertThat(alice.all("presence:snapshot").toString()).contains(GatewayBed.GUEST);

            assertThat(bed.post("/api/admin/maintenance/cleanup").body()).contains("\"guestsClosed\":1");
            assertThat(bed.post("/api/admin/maintenance/cleanup").body()).contains("\"guestsClosed\":0");
            BareClient bob = bed.user(GatewayBed.BOB);
            await("what comes later was heard")
                    .until(() -> !bed.statusesOf(alice, GatewayBed.BOB).isEmpty());

            assertThat(left(alice)).hasSize(1).allSatisfy(each -> {
                assertThat(each.path("userId").asText()).isEqualTo(GatewayBed.GUEST);
                assertThat(each.path("conversationId").asText()).isEqualTo(GatewayBed.TEAM);
            });
            await().until(() -> bob.all("presence:snapshot").size() == 1);
            assertThat(bob.all("presence:snapshot").toString()).doesNotContain(GatewayBed.GUEST);
        }
    }
}
