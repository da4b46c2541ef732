package com.meeshy.presence.server.http;

import com.meeshy.presence.server.config.Settings;
import com.meeshy.presence.server.rest.RestDoors;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.channel.ChannelHandler;
import java.net.BindException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The HTTP server with Socket.IO in front. Start and stop it once each, from one thread.
public final class HttpServer implements AutoCloseable {
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
            running.close();
        }
    }

    /// Only the properties made here count: an environment variable that looks like one of Micronaut's own changes
    /// nothing behind the operator's back.
    private ApplicationContext build() {
        ApplicationContext built = ApplicationContext.builder()
                .banner(false)
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .bootstrapEnvironment(false)
                .environmentPropertySource(false)
                .properties(ServerProperties.of(settings, doors.properties()))
                .build();
        PipelineEntry entry = new PipelineEntry(gates);
        built.registerSingleton(PipelineEntry.class, entry);
        doors.byType(settings).forEach((type, bean) -> register(built, type, bean));
        return built;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void register(ApplicationContext context, Class type, Object bean) {
        context.registerSingleton(type, bean, null, false);
    }

    private StartFailure failure(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new StartFailure(
                        "Port " + settings.http().port() + " on "
                                + settings.http().host()
                                + " cannot be opened (" + cause.getMessage()
                                + "): stop whoever uses it or set PORT to another one.",
                        e);
            }
        }
        return new StartFailure("The HTTP server did not start: " + e.getMessage(), e);
    }
}
