package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.ConnectRefused;
import com.meeshy.socketio.client.SocketIoClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Our client on our server.
class ClientTest {
    private static final Duration PING_INTERVAL = Duration.ofMillis(200);

    private final TestBed bed =
            new TestBed(TestBed.settings().withPingInterval(PING_INTERVAL).withMaxPayload(1_000_000));
    private final ClientSettings settings = ClientSettings.toPort(bed.netty.port());
    private final HearingClient hearing = new HearingClient();

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void entersWithWhatItShowsAndComesFromTheAddressItIsGiven() throws Exception {
        hearing.connect(settings.withFrom(InetAddress.getByName("127.0.0.7"))
                .withQuery("&room=7")
                .withHeader("X-Colour", "blue"));
        Handshake handshake = bed.recorder.connection().handshake();
        assertThat(handshake.auth().path("token").asText()).isEqualTo("é€");
        assertThat(handshake.query("room")).isEqualTo("7");
        assertThat(handshake.header("X-Colour")).isEqualTo("blue");
        assertThat(handshake.remoteAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.7");
    }

    @Test
    void sendsAndHearsEventsOfAnySize() throws Exception {
        SocketIoClient client = hearing.connect(settings);
        for (int size : new int[] {1, 125, 126, 65_535, 65_536, 300_000}) {
            client.emit("echo", "é".repeat(size / 2));
            assertThat(hearing.next()).isEqualTo("[\"echo\",\"" + "é".repeat(size / 2) + "\"]");
        }
    }

    @Test
    void anAcknowledgementAnswersItsQuestion() throws Exception {
        SocketIoClient client = hearing.connect(settings);
        List<CompletableFuture<String>> answers = List.of("a", "b", "c").stream()
                .map(each -> client.ask("q", Map.of("is", each))
                        .thenApply(answer -> answer.path("is").asText()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly("a", "b", "c");
    }

    @Test
    void aQuestionFailsWhenNobodyAnswersAndWhenTheConnectionEnds() throws Exception {
        bed.recorder.onEvent = (connection, event) -> {};
        SocketIoClient client = hearing.connect(settings.withPatience(Duration.ofMillis(300)));
        assertThatThrownBy(() -> client.ask("q", 1).get(5, TimeUnit.SECONDS)).hasMessageContaining("no answer within");
        CompletableFuture<?> open = client.ask("q", 2);
        client.cut();
        assertThatThrownBy(() -> open.get(5, TimeUnit.SECONDS)).hasMessageContaining("the connection is over");
        assertThatThrownBy(() -> client.ask("q", 3).get(5, TimeUnit.SECONDS)).hasMessageContaining("over");
    }

    @Test
    void aRefusalIsToldWithItsCode() {
        bed.recorder.admission = handshake -> CompletableFuture.completedFuture(
                Admission.refused("No.", JsonNodeFactory.instance.objectNode().put("code", "NOT_YOU")));
        assertThatThrownBy(() -> hearing.connect(settings))
                .isInstanceOfSatisfying(
                        ConnectRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo("NOT_YOU"))
                .hasMessage("No.");
    }

    @Test
    void anotherNamespaceIsEnteredAndSpokenIn() throws Exception {
        Recorder admin = new Recorder();
        bed.server.namespace("/admin").handler(admin);
        SocketIoClient client = hearing.connect(settings.withNamespace("/admin"));
        client.emit("x", 1);
        assertThat(hearing.next()).isEqualTo("[\"x\",1]");
        assertThat(client.ask("y", 2).join().asInt()).isEqualTo(2);
        admin.connection().disconnect();
        assertThat(hearing.next()).isEqualTo("disconnected");
        assertThatThrownBy(() -> hearing.connect(settings.withNamespace("/nowhere")))
                .isInstanceOf(ConnectRefused.class);
    }

    @Test
    void theServerEndsTheSession() throws Exception {
        hearing.connect(settings);
        bed.recorder.connection().disconnect();
        assertThat(hearing.next()).isEqualTo("disconnected");
        assertThat(hearing.next()).startsWith("closed: ");
        assertThat(hearing.heard).isEmpty();
    }

    @Test
    void theServerCloses() throws Exception {
        hearing.connect(settings);
        bed.recorder.connection().close(CloseReason.SERVER_SHUTDOWN);
        assertThat(hearing.next()).isEqualTo("closed: the server closed the connection with 1001");
        assertThat(hearing.heard).isEmpty();
    }

    @Test
    void itEndsAsItIsToldTo() throws Exception {
        hearing.connect(settings).close();
        assertThat(end()).isEqualTo("disconnected CLIENT_DISCONNECT");
        hearing.connect(settings).close(SocketIoClient.NORMAL);
        assertThat(end()).isEqualTo("disconnected CLIENT_CLOSE");
        hearing.connect(settings).close(SocketIoClient.GOING_AWAY);
        assertThat(end()).isEqualTo("disconnected CLIENT_GOING_AWAY");
        hearing.connect(settings).send("1");
        assertThat(end()).isEqualTo("disconnected CLIENT_CLOSE");
        hearing.connect(settings).cut();
        assertThat(end()).isEqualTo("disconnected TRANSPORT_LOST");
    }

    @Test
    void itMayBeEndedBeforeItIsIn() throws Exception {
        SocketIoClient.open(settings, HearingClient.LOOPS, hearing).cut();
        assertThat(hearing.next()).isEqualTo("closed: the connection is over");
        assertThat(bed.recorder.heard).isEmpty();
    }

    private String end() throws InterruptedException {
        String next = bed.recorder.next();
        return next.equals("admit") || next.equals("connected") ? end() : next;
    }

    @Test
    void itAnswersPingsUnlessItDoesNotRead() throws Exception {
        try (TestBed strict =
                new TestBed(TestBed.settings().withPingInterval(PING_INTERVAL).withPingTimeout(PING_INTERVAL))) {
            // Its own heartbeat would give the server up at the same moment.
            SocketIoClient client =
                    hearing.connect(ClientSettings.toPort(strict.netty.port()).withoutHeartbeat());
            Connection connection = strict.recorder.connection();
            Thread.sleep(PING_INTERVAL.multipliedBy(5));
            assertThat(connection.isOpen()).isTrue();
            client.read(false);
            assertThat(strict.recorder.next()).isEqualTo("admit");
            assertThat(strict.recorder.next()).isEqualTo("connected");
            assertThat(strict.recorder.next()).isEqualTo("disconnected PING_TIMEOUT");
        }
    }

    @Test
    void aSlowReaderHearsEverythingInOrder() throws Exception {
        SocketIoClient client = hearing.connect(settings);
        Connection connection = bed.recorder.connection();
        client.read(false);
        String filling = "x".repeat(2_000);
        for (int i = 0; i < 300; i++) {
            connection.emit("n", i, filling);
        }
        Thread.sleep(100);
        assertThat(hearing.heard).hasSizeLessThan(300);
        client.read(true);
        for (int i = 0; i < 300; i++) {
            assertThat(hearing.next()).isEqualTo("[\"n\"," + i + ",\"" + filling + "\"]");
        }
    }

    @Test
    void nobodyAnswers() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        assertThatThrownBy(() -> hearing.connect(ClientSettings.toPort(port)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
    }
}
