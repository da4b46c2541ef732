package com.meeshy.presence.server;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.authentication.Secret;
import com.meeshy.presence.server.cli.Commands;
import com.meeshy.presence.server.cli.Hooks;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.telemetry.LogOutput;
import com.meeshy.presence.server.wiring.Gateway;
import com.meeshy.presence.server.wiring.Stores;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process: the only place that takes the time from the system, reads the environment and ends the JVM.
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final String VERSION = "0.1.0";

    /// Whole milliseconds: the precision of everything stored and sent.
    private static final InstantSource CLOCK = Clock.tickMillis(ZoneOffset.UTC);

    private static final CountDownLatch STOP = new CountDownLatch(1);
    private static final CountDownLatch STOPPED = new CountDownLatch(1);

    private Main() {}

    public static void main(String[] arguments) {
        Hooks hooks = new Hooks(
                Main::serve,
                Main::serveDemo,
                (settings, username) -> Stores.accountByUsername(settings.storage(), username));
        int exitCode;
        try {
            exitCode = Commands.run(arguments, System.getenv(), CLOCK, hooks);
        } finally {
            // Whatever happened: the hook waits for it, and the process for the hook.
            LogOutput.close();
            STOPPED.countDown();
        }
        System.exit(exitCode);
    }

    private static void serve(Settings settings) {
        serve(settings, address -> "");
    }

    private static void serveDemo(Settings settings) {
        Secret key = settings.access().adminKey();
        serve(settings, address -> """

              The demo is ready:  %1$s
              Its console:        %1$sadmin#key=%2$s

              Open the first in two windows, be somebody else in each, and watch the dots.
              The same numbers in a terminal:  ADMIN_KEY=%2$s ./meeshy watch --url %1$s
              Stop it with Ctrl+C.
            """.formatted(address, key == null ? "" : key.reveal()));
    }

    /// Serves until the process is told to stop.
    private static void serve(Settings settings, UnaryOperator<String> greeting) {
        try (Gateway gateway = Gateway.start(settings, Time.of(CLOCK), VERSION)) {
            String host = settings.http().host();
            String address = "http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + gateway.port() + "/";
            LOG.info("Ready on {} as {}{}", address, settings.operations().node(), greeting.apply(address));
            awaitStop();
            LOG.info("Stopping");
        }
    }

    /// The signal to stop runs the hook, which waits until everything is closed.
    private static void awaitStop() {
        Runtime.getRuntime().addShutdownHook(new Thread(Main::stopAndWait, "stop"));
        await(STOP);
    }

    private static void stopAndWait() {
        STOP.countDown();
        await(STOPPED);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
