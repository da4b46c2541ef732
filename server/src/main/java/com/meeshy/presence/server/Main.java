package com.meeshy.presence.server;

import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.wiring.Gateway;
import java.time.Clock;
import java.time.ZoneOffset;

/// Temporary.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = Settings.from(System.getenv());
        Gateway gateway = Gateway.start(settings, Clock.tickMillis(ZoneOffset.UTC), "0.1.0");
        System.out.println("port " + gateway.port());
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close));
        Thread.sleep(Long.MAX_VALUE);
    }
}
