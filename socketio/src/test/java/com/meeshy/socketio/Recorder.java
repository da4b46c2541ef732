package com.meeshy.socketio;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// A handler that writes down what it hears and does what the test wants.
final class Recorder implements NamespaceHandler {

    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    Function<Handshake, CompletionStage<Admission>> admission =
            handshake -> CompletableFuture.completedFuture(Admission.accepted());
    Consumer<Connection> onConnected = connection -> {};
    BiConsumer<Connection, Event> onEvent = (connection, event) -> {
        Ack ack = event.ack();
        if (ack == null) {
            connection.emit(event.name(), event.arguments().toArray());
        } else {
            ack.send(event.arguments().toArray());
        }
    };

    @Override
    public CompletionStage<Admission> admit(Handshake handshake) {
        heard.add("admit");
        return admission.apply(handshake);
    }

    @Override
    public void connected(Connection connection) {
        heard.add("connected");
        connections.add(connection);
        onConnected.accept(connection);
    }

    @Override
    public void event(Connection connection, Event event) {
        heard.add("event " + event.name() + event.arguments());
        onEvent.accept(connection, event);
    }

    @Override
    public void refused(Connection connection, Event event) {
        Ack ack = event.ack();
        if (ack != null) {
            ack.send("refused");
        }
    }

    @Override
    public void disconnected(Connection connection, CloseReason reason) {
        heard.add("disconnected " + reason);
    }

    /// The next thing heard, waiting for it; `nothing` after a while.
    String next() throws InterruptedException {
        String next = heard.poll(5, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    Connection connection() throws InterruptedException {
        Connection connection = connections.poll(5, TimeUnit.SECONDS);
        if (connection == null) {
            throw new AssertionError("nobody connected");
        }
        return connection;
    }
}
