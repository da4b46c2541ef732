package com.meeshy.presence.server.wiring;

import static com.meeshy.presence.server.wiring.GatewayBed.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.server.gateway.BareClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
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
    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void a_thousand_silent_connections_close_none_that_is_signed_in(@TempDir Path folder) throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try (GatewayBed bed = new GatewayBed(folder, "UNPROVEN_CONNECTIONS", "50")) {
            BareClient alice = bed.user(ALICE);
            await().until(() -> !alice.all("authenticated").isEmpty());
            for (int i = 0; i < 1_000; i++) {
                strangers.add(new Socket(InetAddress.getLoopbackAddress(), bed.port()));
            }

            // All are accepted now, and 50 are left.
            await().untilAsserted(() -> assertThat(strangers.stream().filter(KnownConnectionsTest::isEnded))
                    .hasSizeGreaterThanOrEqualTo(950));
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
