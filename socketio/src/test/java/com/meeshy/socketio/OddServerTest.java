package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.SocketIoClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Our client on a server that does what ours does not.
class OddServerTest {
    private static final String UPGRADED = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            "",
            "");
    private static final byte[] OPENED = frame(0x81, "0{\"sid\":\"x\",\"pingInterval\":200,\"pingTimeout\":100}");
    private static final byte[] ENTERED = frame(0x81, "40{\"sid\":\"y\"}");

    private final ServerSocket listening = listen();
    private final ClientSettings settings =
            ClientSettings.toPort(listening.getLocalPort()).withPatience(Duration.ofSeconds(5));
    private final HearingClient hearing = new HearingClient();

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
    }

    /// Takes one connection, and says all this to it, each part for itself, whatever the client says.
    private void says(String head, byte[]... parts) {
        CompletableFuture<?> saying = CompletableFuture.runAsync(() -> {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                for (byte[] each : parts) {
                    Thread.sleep(20);
                    socket.getOutputStream().write(each);
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(saying).isNotCompletedExceptionally();
    }

    private static byte[] frame(int first, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (bytes.length < 126) {
            out.write(bytes.length);
        } else {
            out.write(126);
            out.write(bytes.length >> 8);
            out.write(bytes.length);
        }
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    @Test
    void refusesTheUpgrade() {
        says("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        assertThatThrownBy(() -> hearing.connect(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP/1.1 503");
    }

    @Test
    void isNoWebSocketServer() {
        says(UPGRADED.replace("s3p", "xxx"));
        assertThatThrownBy(() -> hearing.connect(settings)).isInstanceOf(IOException.class);
    }

    @Test
    void sendsAMessageInPiecesWithAPingBetween() throws Exception {
        says(
                UPGRADED,
                OPENED,
                ENTERED,
                frame(0x01, "42[\"a\",\"" + "x".repeat(200)),
                frame(0x89, "ping"),
                frame(0x00, "y".repeat(200)),
                frame(0x80, "\"]"));
        hearing.connect(settings);
        assertThat(hearing.next()).isEqualTo("[\"a\",\"" + "x".repeat(200) + "y".repeat(200) + "\"]");
    }

    @Test
    void dripsItsBytes() throws Exception {
        byte[] event = frame(0x81, "42[\"a\"]");
        byte[][] parts = new byte[2 + event.length][];
        parts[0] = OPENED;
        parts[1] = ENTERED;
        for (int i = 0; i < event.length; i++) {
            parts[2 + i] = new byte[] {event[i]};
        }
        says(UPGRADED, parts);
        hearing.connect(settings);
        assertThat(hearing.next()).isEqualTo("[\"a\"]");
    }

    @Test
    void sendsWhatIsNoFrame() throws Exception {
        says(UPGRADED, OPENED, ENTERED, new byte[] {(byte) 0xF1, 1, 'x'});
        hearing.connect(settings);
        assertThat(hearing.next()).isEqualTo("closed: the server sent a frame that is none");
    }

    @Test
    void promisesMoreThanAClientTakes() throws Exception {
        says(UPGRADED, OPENED, ENTERED, new byte[] {(byte) 0x81, 127, 0x7F, 0, 0, 0, 0, 0, 0, 0});
        hearing.connect(settings);
        assertThat(hearing.next()).isEqualTo("closed: the server sent a frame that is none");
    }

    @Test
    void sendsWhatIsNoJson() throws Exception {
        says(UPGRADED, OPENED, ENTERED, frame(0x81, "431[\"a"));
        SocketIoClient client = hearing.connect(settings);
        CompletableFuture<?> asked = client.ask("q", 1);
        assertThat(hearing.next()).startsWith("closed: ");
        assertThat(asked).isCompletedExceptionally();
    }

    @Test
    void stopsToPing() throws Exception {
        says(UPGRADED, OPENED, ENTERED, frame(0x81, "2"));
        hearing.connect(settings);
        assertThat(hearing.next()).isEqualTo("closed: the server has stopped to ping");
    }

    @Test
    void neverOpensTheSession() {
        says(UPGRADED);
        assertThatThrownBy(() -> hearing.connect(settings.withPatience(Duration.ofMillis(300))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer within");
    }

    @Test
    void pingsNobodyWhomTheClientWatches() throws Exception {
        says(UPGRADED, OPENED, ENTERED);
        hearing.connect(settings.withoutHeartbeat());
        Thread.sleep(500);
        assertThat(hearing.heard).isEmpty();
    }
}
