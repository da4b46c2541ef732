package com.meeshy.presence.server.wiring;

import static com.meeshy.presence.server.wiring.GatewayBed.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.server.gateway.BareClient;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever is signed in keeps the connection, however many strangers come.
@NullUnmarked
class KnownConnectionsTest {
    @Test
    void a_thousand_silent_connections_close_none_that_is_signed_in(@TempDir Path folder) throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try (GatewayBed bed = new GatewayBed(folder, "UNPROVEN_CONNECTIONS", "50")) {
            BareClient alice = bed.user(ALICE);
            await().until(() -> !alice.all("authenticated").isEmpty());
            for (int i = 0; i < 1_000; i++) {
                strangers.add(new Socket(InetAddress.getLoopbackAddress(), bed.port()));
            }

            BareClient bob = bed.user(GatewayBed.BOB);
            await().until(() -> !bob.all("authenticated").isEmpty());
            assertThat(bed.get("/health/live").statusCode()).isEqualTo(200);
            alice.ask("heartbeat", Map.of());
            await().until(() -> !alice.all("heartbeat:ack").isEmpty());
            await().untilAsserted(() ->
                    assertThat(bed.statusesOf(alice, GatewayBed.BOB)).isNotEmpty());
        } finally {
            for (Socket each : strangers) {
                each.close();
            }
        }
    }
}
