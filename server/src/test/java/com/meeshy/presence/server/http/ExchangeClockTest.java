package com.meeshy.presence.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.server.rest.RunningGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that takes for ever is not waited for; one that is only slow is.
@NullUnmarked
class ExchangeClockTest {
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: x\r\n";

    @TempDir
    Path folder;

    private static Socket connect(RunningGateway gateway) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String untilTheEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String some(Socket socket) throws IOException {
        byte[] read = new byte[8192];
        int length = socket.getInputStream().read(read);
        return length < 0 ? "" : new String(read, 0, length, StandardCharsets.UTF_8);
    }

    private RunningGateway gateway(String... settings) {
        return new RunningGateway(folder.resolve("data"), settings).withPeople();
    }

    @Test
    void a_header_must_arrive_in_its_time_however_slowly_it_comes() throws Exception {
        try (RunningGateway gateway = gateway("REQUEST_HEADER_TIME", "2s", "IDLE_CONNECTION_TIME", "20s");
                Socket silent = connect(gateway);
                Socket slow = connect(gateway);
                Socket again = connect(gateway)) {
            send(again, LIVE + "\r\n");
            assertThat(some(again)).startsWith("HTTP/1.1 200 ");
            Thread drip = Thread.ofVirtual().start(() -> drip(slow, LIVE));
            Thread dripAgain = Thread.ofVirtual().start(() -> drip(again, LIVE));

            long begun = System.nanoTime();
            assertThat(untilTheEnd(slow))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("\"code\":\"REQUEST_TIMEOUT\"", "X-Frame-Options: DENY");
            assertThat(untilTheEnd(silent)).startsWith("HTTP/1.1 408 ");
            assertThat(untilTheEnd(again)).startsWith("HTTP/1.1 408 ");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            drip.join();
            dripAgain.join();
        }
    }

    /// One byte each 200 ms, as long as anybody listens.
    private static void drip(Socket socket, String text) {
        try {
            for (byte each : text.repeat(100).getBytes(StandardCharsets.UTF_8)) {
                socket.getOutputStream().write(each);
                TimeUnit.MILLISECONDS.sleep(200);
            }
        } catch (IOException | InterruptedException e) {
            // Closed, as it should be.
        }
    }

    @Test
    void a_connection_that_asks_nothing_more_is_closed_without_a_word() throws Exception {
        try (RunningGateway gateway = gateway("IDLE_CONNECTION_TIME", "3s");
                Socket idle = connect(gateway)) {
            send(idle, LIVE + "\r\n");
            assertThat(some(idle)).startsWith("HTTP/1.1 200 ");
            long begun = System.nanoTime();
            assertThat(untilTheEnd(idle)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        }
    }

    @Test
    void a_body_must_arrive_in_its_time() throws Exception {
        String head = "POST /api/anonymous/join/mshy_demo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 5000\r\n\r\n{";
        try (RunningGateway gateway = gateway("REQUEST_BODY_TIME", "3s");
                Socket slow = connect(gateway)) {
            send(slow, head);
            Thread drip = Thread.ofVirtual().start(() -> drip(slow, "     "));

            assertThat(untilTheEnd(slow)).startsWith("HTTP/1.1 408 ");
            drip.join();
        }
    }

    @Test
    void a_body_that_hardly_comes_on_is_not_waited_for() throws Exception {
        String head = "POST /api/anonymous/join/mshy_demo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 5000\r\n\r\n{";
        try (RunningGateway gateway = gateway("SLOWEST_TRANSFER", "100b");
                Socket slow = connect(gateway);
                Socket steady = connect(gateway)) {
            send(slow, head);
            Thread drip = Thread.ofVirtual().start(() -> drip(slow, "     "));
            Thread good = Thread.ofVirtual().start(() -> {
                try {
                    send(steady, head);
                    for (int left = 4998; left > 0; left -= 357) {
                        TimeUnit.SECONDS.sleep(1);
                        send(steady, " ".repeat(Math.min(left, 357)));
                    }
                    send(steady, "}");
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThat(untilTheEnd(slow)).startsWith("HTTP/1.1 408 ");
            good.join();
            assertThat(some(steady)).as("500 bytes a second are enough").startsWith("HTTP/1.1 201 ");
            drip.join();
        }
    }

    @Test
    void an_answer_must_be_read() throws Exception {
        Path web = Files.createDirectories(folder.resolve("web"));
        Files.write(web.resolve("big.bin"), new byte[32 * 1024 * 1024]);
        String get = "GET /big.bin HTTP/1.1\r\nHost: x\r\n\r\n";
        try (RunningGateway gateway = gateway("PUBLIC_DIR", web.toString());
                Socket slow = connect(gateway);
                Socket steady = connect(gateway)) {
            send(slow, get);
            send(steady, get);
            InputStream reading = steady.getInputStream();
            byte[] piece = new byte[64 * 1024];
            long begun = System.nanoTime();
            long read = 0;
            while (read < 32 * 1024 * 1024 && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(16)) {
                read += reading.readNBytes(piece, 0, piece.length);
                TimeUnit.MILLISECONDS.sleep(200);
            }

            slow.setSoTimeout(100);
            await().atMost(Duration.ofSeconds(20)).until(() -> isCutOff(slow));
            steady.setSoTimeout(5_000);
            assertThat(reading.readNBytes(piece, 0, piece.length))
                    .as("300 KB a second are enough")
                    .isEqualTo(piece.length);
            assertThat(gateway.metrics.text()).contains("meeshy_limit_exceeded_total{limit=\"SLOWEST_TRANSFER\"} 1");
        }
    }

    /// The other side has closed: writing fails.
    private static boolean isCutOff(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
