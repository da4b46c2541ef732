package com.meeshy.presence.server.http;

import com.meeshy.presence.server.config.Limit;
import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.rest.RestDoors;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
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
            return starting.getBean(EmbeddedServer.class).start().getPort();
        } catch (RuntimeException e) {
            close();
            throw failure(e);
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
        PipelineEntry entry = new PipelineEntry(gates, settings.limits().bytes(Limit.MAX_BODY));
        built.registerSingleton(PipelineEntry.class, entry);
        doors.byType(settings).forEach((type, bean) -> register(built, type, bean));
        return built;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void register(ApplicationContext context, Class type, Object bean) {
        context.registerSingleton(type, bean, null, false);
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
