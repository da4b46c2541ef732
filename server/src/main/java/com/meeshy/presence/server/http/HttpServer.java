package com.meeshy.presence.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.server.config.HttpSettings;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.rest.RestDoors;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server with Socket.IO in front. Start and stop it once each, from one thread.
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long GRACE_SECONDS = 5;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Settings settings;
    private final RestDoors doors;
    private final Supplier<? extends ChannelHandler> gates;
    private @Nullable ApplicationContext context;

    /// @param gates a new Socket.IO gate for each connection
    public HttpServer(Settings settings, RestDoors doors, Supplier<? extends ChannelHandler> gates) {
        this.settings = settings;
        this.doors = doors;
        this.gates = gates;
    }

    /// Starts to serve; returns when the port is open.
    ///
    /// @return the port, also when the settings left the choice to the system
    /// @throws StartFailure one sentence for the operator
    public int start() {
        ApplicationContext starting = build();
        context = starting;
        try {
            starting.start();
            EmbeddedServer server = starting.getBean(EmbeddedServer.class).start();
            return mainPort(server);
        } catch (RuntimeException e) {
            close();
            throw failure(e);
        }
    }

    /// The listener that is not the one of the management.
    private int mainPort(EmbeddedServer server) {
        return server instanceof NettyEmbeddedServer netty
                ? netty.getBoundPorts().stream()
                        .filter(port -> port != settings.http().managementPort())
                        .findFirst()
                        .orElseGet(server::getPort)
                : server.getPort();
    }

    /// A Socket.IO session goes over this channel from now on. With somebody who is signed in it is closed for nobody
    /// else.
    public static void carriesSession(Channel channel, boolean trusted) {
        Visit visit = channel.attr(Visitors.VISIT).get();
        if (visit != null) {
            visit.carriesSession(trusted);
        }
    }

    /// Stops to accept, lets running requests finish, then closes what is left.
    @Override
    public void close() {
        ApplicationContext running = context;
        context = null;
        if (running != null) {
            running.findBean(EmbeddedServer.class).ifPresent(HttpServer::finishRequests);
            running.close();
        }
    }

    private static void finishRequests(EmbeddedServer server) {
        if (!server.isRunning() || !(server instanceof GracefulShutdownCapable graceful)) {
            return;
        }
        try {
            graceful.shutdownGracefully().toCompletableFuture().get(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("HTTP stop: requests still running after {} s are cut off", GRACE_SECONDS);
        } catch (ExecutionException e) {
            LOG.warn("HTTP stop: not every connection was closed gently", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Only the properties made here count: an environment variable that looks like one of Micronaut's own
    /// changes nothing behind the operator's back.
    private ApplicationContext build() {
        ApplicationContext built = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .bootstrapEnvironment(false)
                .environmentPropertySource(false)
                .properties(ServerProperties.of(settings, doors.properties()))
                .build();
        built.registerSingleton(PipelineEntry.class, entry());
        built.registerSingleton(JsonFactory.class, BodyJson.factory());
        built.registerSingleton(RestDoors.class, doors);
        built.registerSingleton(Settings.class, settings);
        return built;
    }

    private PipelineEntry entry() {
        HttpSettings http = settings.http();
        Limits limits = doors.limits();
        Visitors visitors = new Visitors(
                limits,
                settings.limits().count(Limit.UNPROVEN_CONNECTIONS),
                Descriptors.forConnections(),
                // Behind a trusted proxy everybody comes from the proxy, which counts its clients itself.
                peer -> http.trustProxy() || (!http.limitLoopback() && isLoopback(peer)));
        return new PipelineEntry(
                gates,
                visitors,
                new Deadlines(settings.limits(), LOOK, limits::exceeded),
                new ManagementPort(http.managementPort()),
                settings.limits().bytes(Limit.MAX_BODY));
    }

    private static boolean isLoopback(InetSocketAddress peer) {
        InetAddress address = peer.getAddress();
        return address != null && address.isLoopbackAddress();
    }

    /// Native transports put the failed call before the reason of the system.
    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? "no such address"
                : message.substring(message.lastIndexOf(": ") + 1).strip();
    }

    private StartFailure failure(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof UnresolvedAddressException) {
                return new StartFailure(
                        "Port " + settings.http().port() + " on "
                                + settings.http().host() + " cannot be opened (" + reason(cause)
                                + "): stop whoever uses it, or set PORT or HOST to another one.",
                        e);
            }
        }
        return new StartFailure("The HTTP server did not start: " + e.getMessage(), e);
    }
}
