package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theExampleInTheReadmeIsTheClassThatIsTested() throws Exception {
        String source = Files.readString(Path.of("src/test/java/com/meeshy/socketio/BareServer.java"));
        String method = source.substring(source.indexOf("        SocketIoServer server"), source.indexOf("    }\n}\n"));
        assertThat(Files.readString(Path.of("README.md"))).contains(method.indent(-8));
    }

    @Test
    void theExampleWorks() throws Exception {
        Channel listening = BareServer.start(0);
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        try (RawWebSocket one = new RawWebSocket(port, TestBed.WEBSOCKET);
                RawWebSocket two = new RawWebSocket(port, TestBed.WEBSOCKET)) {
            for (RawWebSocket socket : new RawWebSocket[] {one, two}) {
                socket.next();
                socket.sendText("40");
                assertThat(socket.next()).startsWith("40");
            }
            one.sendText("42[\"say\",\"hello\"]");
            assertThat(two.next()).isEqualTo("42[\"say\",\"hello\"]");
        } finally {
            listening.close().sync();
            listening.eventLoop().parent().shutdownGracefully();
        }
    }
}
