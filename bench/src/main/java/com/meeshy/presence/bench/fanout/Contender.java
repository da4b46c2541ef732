package com.meeshy.presence.bench.fanout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server that takes part. Each listens on the port of its first argument for WebSockets whose query names a
/// room; at `go` with a number it makes that many events, one after the other for each of the rooms (their number
/// is its second argument) in turn; at `heap` it collects garbage and answers the bytes in use.
enum Contender {
    BARE("bare Netty frames", BareServer.class),
    OURS("this layer", OurServer.class),
    NETTY_SOCKETIO("netty-socketio 2.0.14", NettySocketioServer.class),
    NODE("Node socket.io 4.8", null);

    private final String title;
    private final String mainClass;

    Contender(String title, @Nullable Class<?> main) {
        this.title = title;
        this.mainClass = main == null ? "" : main.getName();
    }

    String title() {
        return title;
    }

    /// The command that starts it; `peers` is the folder with those that are not Java.
    List<String> command(Path peers, int port, int rooms, int threads) {
        List<String> command = new ArrayList<>();
        if (mainClass.isEmpty()) {
            command.addAll(
                    List.of("node", "--expose-gc", peers.resolve("fanout.mjs").toString()));
        } else {
            String java = System.getProperty("java.home") + "/bin/java";
            command.addAll(List.of(
                    java,
                    "-XX:+UseCompactObjectHeaders",
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    mainClass));
        }
        command.addAll(List.of(Integer.toString(port), Integer.toString(rooms), Integer.toString(threads)));
        return command;
    }
}
