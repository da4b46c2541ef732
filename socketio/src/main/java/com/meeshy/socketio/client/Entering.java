package com.meeshy.socketio.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A thread that waits until a client is in; what it hears goes to the client's own listener.
final class Entering implements ClientListener {
    private final ClientListener listener;
    private final CompletableFuture<SocketIoClient> entered = new CompletableFuture<>();

    Entering(ClientListener listener) {
        this.listener = listener;
    }

    SocketIoClient await(Duration patience) throws InterruptedException, IOException, ConnectRefused {
        try {
            return entered.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectRefused refused) {
                throw refused;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("no connection: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + patience.toSeconds() + " s", e);
        }
    }

    @Override
    public @Nullable Object auth() {
        return listener.auth();
    }

    @Override
    public void connected(SocketIoClient client) {
        listener.connected(client);
        entered.complete(client);
    }

    @Override
    public void refused(SocketIoClient client, ConnectRefused refusal) {
        listener.refused(client, refusal);
        entered.completeExceptionally(refusal);
    }

    @Override
    public void event(SocketIoClient client, IncomingPacket event) {
        listener.event(client, event);
    }

    @Override
    public void disconnected(SocketIoClient client) {
        listener.disconnected(client);
        entered.completeExceptionally(new IOException("the server ended the session"));
    }

    @Override
    public void closed(SocketIoClient client, String why) {
        listener.closed(client, why);
        entered.completeExceptionally(new IOException(why));
    }
}
