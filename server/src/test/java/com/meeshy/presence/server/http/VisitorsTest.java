package com.meeshy.presence.server.http;

import static com.meeshy.presence.server.rest.RunningGateway.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.server.rest.RunningGateway;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Connections of strangers do not take the place of those who can say who they are.
@NullUnmarked
class VisitorsTest {
    private final List<Socket> sockets = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
    }

    private Socket connect(RunningGateway gateway) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(5_000);
        sockets.add(socket);
        return socket;
    }

    private static String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        byte[] answer = new byte[4096];
        int read = socket.getInputStream().read(answer);
        return read < 0 ? "" : new String(answer, 0, read, StandardCharsets.UTF_8);
    }

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
    void silent_connections_give_way_to_a_health_check_and_to_whoever_is_known() throws Exception {
        try (RunningGateway gateway = new RunningGateway(folder, "UNPROVEN_CONNECTIONS", "40").withPeople()) {
            String get = "GET /api/users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + gateway.token(ALICE)
                    + "\r\n\r\n";
            Socket alice = connect(gateway);
            assertThat(ask(alice, get)).startsWith("HTTP/1.1 200 ");
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                silent.add(connect(gateway));
            }
            // All of them are accepted, of which the last 40 are left; their order on two loops is not quite ours.
            await().untilAsserted(() ->
                    assertThat(silent.stream().filter(VisitorsTest::isEnded)).hasSize(260));

            assertThat(ask(connect(gateway), "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(ask(alice, get))
                    .as("the one that was known all the time")
                    .startsWith("HTTP/1.1 200 ");
            assertThat(isEnded(silent.getFirst())).isTrue();
            assertThat(isEnded(silent.getLast())).isFalse();
            assertThat(gateway.metrics.text()).contains("meeshy_limit_exceeded_total{limit=\"UNPROVEN_CONNECTIONS\"}");
        }
    }

    private static Visitors visitors(int mostStrangers, int mostTogether) {
        Limits limits = new Limits(LimitSettings.defaults(), new PresenceMetrics(), System::nanoTime);
        return new Visitors(limits, mostStrangers, mostTogether, peer -> true);
    }

    @Test
    void a_stranger_that_asks_something_goes_after_those_who_are_silent() {
        Visitors visitors = visitors(40, 1_000);
        EmbeddedChannel probe = new EmbeddedChannel();
        Visit visit = visitors.enter(probe);
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 39; i++) {
                visitors.enter(new EmbeddedChannel());
            }
            assertThat(probe.isOpen()).as("round %d", round).isTrue();
            visit.spoke();
        }
        assertThat(visitors.counts()).isEqualTo(new Visitors.Counts(40, 40));
    }

    @Test
    void strangers_leave_the_descriptors_to_those_who_are_known_and_keep_a_few() {
        Visitors visitors = visitors(10_000, 100);
        List<EmbeddedChannel> known = new ArrayList<>();
        for (int i = 0; i < 95; i++) {
            known.add(new EmbeddedChannel());
            visitors.enter(known.getLast()).known(true);
        }
        for (int i = 0; i < 500; i++) {
            EmbeddedChannel newest = new EmbeddedChannel();
            visitors.enter(newest);
            assertThat(newest.isOpen()).as("the newest is let in").isTrue();
        }

        assertThat(known).allMatch(EmbeddedChannel::isOpen);
        assertThat(visitors.counts()).isEqualTo(new Visitors.Counts(111, 16));
    }

    @Test
    void what_has_ended_is_forgotten_whatever_is_said_of_it_later() {
        Visitors visitors = visitors(40, 1_000);
        EmbeddedChannel channel = new EmbeddedChannel();
        Visit visit = visitors.enter(channel);
        channel.close();
        visit.spoke();
        visit.known(false);
        visit.known(true);

        assertThat(visitors.counts()).isEqualTo(new Visitors.Counts(0, 0));
    }

    @Test
    void an_address_has_so_many_connections_at_a_time() throws Exception {
        try (RunningGateway gateway =
                new RunningGateway(folder, "LIMIT_LOOPBACK", "true", "CONNECTIONS_PER_ADDRESS", "5")) {
            List<Socket> own = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                own.add(connect(gateway));
                assertThat(ask(own.getLast(), "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
            }
            Socket sixth = connect(gateway);
            await().untilAsserted(() -> assertThat(isEnded(sixth)).isTrue());
            assertThat(isEnded(own.getFirst())).isFalse();

            own.getFirst().close();
            await().ignoreExceptions()
                    .until(() -> ask(connect(gateway), "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                            .startsWith("HTTP/1.1 200 "));
        }
    }

    @Test
    void this_machine_is_spared_unless_it_is_told_otherwise() throws Exception {
        try (RunningGateway gateway = new RunningGateway(folder, "CONNECTIONS_PER_ADDRESS", "5")) {
            for (int i = 0; i < 10; i++) {
                assertThat(ask(connect(gateway), "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 ");
            }
        }
    }
}
