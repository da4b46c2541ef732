package com.meeshy.presence.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.ConnectRefused;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A live view of a running gateway: what the console shows, pushed over the same namespace. On a terminal it
/// is drawn in place; into a pipe it writes a line a second. Comes back by itself when the connection is lost.
@Command(name = "watch", description = "Shows a running gateway live in the terminal.")
final class WatchCommand implements Runnable {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// Figures come each second: a connection without any for this long is dead.
    private static final Duration MOST_SILENCE = Duration.ofSeconds(10);

    @Mixin
    private final AdminTarget target;

    private final InstantSource clock;
    private final Map<String, String> environment;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    WatchCommand(Map<String, String> environment, InstantSource clock) {
        this.target = new AdminTarget(environment);
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (spec == null) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        WatchView view = isTerminal()
                ? new TerminalView(out, environment.get("NO_COLOR") == null, target.base())
                : new LineView(out);
        Thread ending = new Thread(() -> end(view), "end-of-watch");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            watch(view);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            view.close();
            forget(ending);
        }
    }

    /// Ctrl+C is how one leaves: the screen is given back, and it is no failure.
    private static void end(WatchView view) {
        view.close();
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }

    private static void forget(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // The process is ending: the hook is running.
            return;
        }
    }

    private void watch(WatchView view) throws InterruptedException {
        EventLoopGroup loops = ClientLoops.of(1);
        ClientSettings settings = ClientSettings.to(target.uri()).withNamespace("/admin");
        try {
            boolean connectedBefore = false;
            Duration pause = TICK;
            while (true) {
                Inbox inbox = new Inbox(target.key());
                try {
                    SocketIoClient client = SocketIoClient.connect(settings, loops, inbox);
                    connectedBefore = true;
                    pause = TICK;
                    follow(client, inbox, view);
                } catch (ConnectRefused e) {
                    throw refusal(e);
                } catch (IOException e) {
                    if (!connectedBefore) {
                        throw target.unreachable();
                    }
                }
                view.lost(clock.instant());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } finally {
            loops.shutdownGracefully();
        }
    }

    /// Shows what comes until the connection ends.
    private void follow(SocketIoClient client, Inbox inbox, WatchView view) throws InterruptedException {
        long lastHeard = System.nanoTime();
        while (!inbox.over) {
            Inbox.Heard heard = inbox.events.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
            if (heard == null) {
                if (System.nanoTime() - lastHeard > MOST_SILENCE.toNanos()) {
                    client.cut();
                    return;
                }
                continue;
            }
            lastHeard = System.nanoTime();
            if (heard.name().equals("console:ended")) {
                throw new CommandFailure("The gateway ended this session: "
                        + heard.payload().path("message").asText());
            }
            view.show(heard.name(), heard.payload());
        }
    }

    private static CommandFailure refusal(ConnectRefused e) {
        return switch (e.code()) {
            case "CREDENTIALS_MISSING", "ADMIN_KEY_WRONG" ->
                new CommandFailure(
                        "The gateway wants its admin key (" + e.getMessage() + "): set ADMIN_KEY or give --admin-key.");
            default -> new CommandFailure("The gateway refuses: " + e.getMessage());
        };
    }

    /// There is none when both streams are pipes, whatever the JDK's provider.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /// What has come and was not shown yet. The gateway sends two events a second.
    private static final class Inbox implements ClientListener {
        private record Heard(String name, JsonNode payload) {}

        private final BlockingQueue<Heard> events = new LinkedBlockingQueue<>();
        private final String adminKey;
        private volatile boolean over;

        Inbox(String adminKey) {
            this.adminKey = adminKey;
        }

        @Override
        public Object auth() {
            return Map.of("adminKey", adminKey);
        }

        @Override
        public void event(SocketIoClient client, IncomingPacket event) {
            JsonNode heard = event.json();
            events.add(new Heard(heard.path(0).asText(), heard.path(1)));
        }

        @Override
        public void closed(SocketIoClient client, String why) {
            over = true;
        }
    }
}
