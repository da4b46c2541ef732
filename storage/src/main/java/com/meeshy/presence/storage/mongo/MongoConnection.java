package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.port.StoreException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to the server: as many calls at a time as the pool has connections, in the order they came, each
/// repeated when a passing failure met it.
///
/// Safe from any thread; callers are virtual threads, which wait.
final class MongoConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MongoConnection.class);

    private static final int CONNECTIONS = 50;
    private static final int ATTEMPTS = 4;
    private static final int FIRST_PAUSE_MILLIS = 50;
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /// Acknowledged is what survives the loss of a process and, on a replica set, of a server.
    private static final WriteConcern DURABLE =
            WriteConcern.MAJORITY.withJournal(true).withWTimeout(8, TimeUnit.SECONDS);

    private final MongoAddress address;
    private final MongoPatience patience;
    private final MongoClient client;
    private final int connections;
    private final Semaphore places;
    private final LongAdder readsSoFar = new LongAdder();
    private volatile boolean closed;

    /// Work on the database that may be run again from the start after a failure whose outcome nobody knows.
    @FunctionalInterface
    interface Call<T extends @Nullable Object> {
        /// @param again whether an earlier attempt may have been carried out already
        T run(boolean again);
    }

    private MongoConnection(MongoAddress address, MongoPatience patience, List<CommandListener> listeners) {
        Integer wished = address.uri().getMaxConnectionPoolSize();
        this.address = address;
        this.patience = patience;
        this.connections = wished == null || wished < 1 ? CONNECTIONS : wished;
        this.places = new Semaphore(connections, true);
        this.client = MongoClients.create(settings(listeners));
    }

    /// Waits for the server for a while, so that both may be started together.
    ///
    /// @throws StoreException saying in a sentence why it cannot be used
    static MongoConnection open(MongoAddress address, MongoPatience patience, List<CommandListener> listeners) {
        MongoConnection connection = new MongoConnection(address, patience, listeners);
        try {
            connection.awaitServer();
            return connection;
        } catch (RuntimeException e) {
            connection.client.close();
            throw e;
        }
    }

    /// How many calls at a time there can be.
    int connections() {
        return connections;
    }

    MongoDatabase database() {
        return client.getDatabase(address.database());
    }

    /// How often [#read] was called.
    long readsSoFar() {
        return readsSoFar.sum();
    }

    /// One query that changes nothing.
    ///
    /// @throws StoreException after the last attempt
    <T> T read(Supplier<T> query) {
        readsSoFar.increment();
        return call(_ -> query.get());
    }

    /// @throws StoreException after the last attempt
    <T extends @Nullable Object> T call(Call<T> call) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(call, attempt > 1);
            } catch (MongoException e) {
                boolean late = System.nanoTime() - begun > patience.retries().toNanos();
                if (late || attempt == ATTEMPTS || !MongoFailure.isPassing(e)) {
                    throw failure(e);
                }
            }
            pause(attempt);
        }
    }

    /// Lets the calls under way finish. May be repeated.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = false;
        try {
            if (places.tryAcquire(connections, CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(connections);
            } else {
                LOG.warn("{}: calls under way are given up", address);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        client.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    StoreException failure(MongoException e) {
        if (e instanceof MongoInterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new StoreException(MongoFailure.sentence(address, client.getClusterDescription(), e));
    }

    private <T extends @Nullable Object> T once(Call<T> call, boolean again) {
        takePlace();
        try {
            if (closed) {
                throw new StoreException(address + ": the store is closed");
            }
            return call.run(again);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        if (closed) {
            throw new StoreException(address + ": the store is closed");
        }
        try {
            if (!places.tryAcquire(patience.place().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException(address + ": too many calls are waiting; none of the " + connections
                        + " connections was free within " + patience.place().toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(address + ": interrupted while waiting for a connection");
        }
    }

    /// Longer each time, and never the same for all who failed together.
    private void pause(int attempt) {
        long longest = (long) FIRST_PAUSE_MILLIS << attempt;
        sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest)));
    }

    private void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(address + ": interrupted while waiting for another attempt");
        }
    }

    private void awaitServer() {
        long begun = System.nanoTime();
        while (true) {
            try {
                database().runCommand(new Document("ping", 1));
                return;
            } catch (MongoException e) {
                StoreException failure = failure(e);
                if (MongoFailure.isRefusal(e)
                        || System.nanoTime() - begun > patience.start().toNanos()) {
                    throw new StoreException(failure.getMessage() + ". Start it, or correct MONGODB_URI.");
                }
                LOG.warn("Waiting for the database: {}", failure.getMessage());
            }
            pause(ATTEMPTS);
        }
    }

    private MongoClientSettings settings(List<CommandListener> listeners) {
        var uri = address.uri();
        int connect = millisOr(uri.getConnectTimeout(), patience.connect());
        int read = patience.read().isZero() ? 0 : millisOr(uri.getSocketTimeout(), patience.read());
        int selection = millisOr(uri.getServerSelectionTimeout(), patience.selection());
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(uri)
                .applicationName(Objects.requireNonNullElse(uri.getApplicationName(), "meeshy-presence"))
                // Repeated here instead, also where a server does not know the driver's way of doing it.
                .retryReads(false)
                .retryWrites(false)
                // An older state from a secondary would be shown to people as the present one.
                .readPreference(ReadPreference.primary())
                .writeConcern(Objects.requireNonNullElse(uri.getWriteConcern(), DURABLE))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(connections).maxConnecting(8))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(selection, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket ->
                        socket.connectTimeout(connect, TimeUnit.MILLISECONDS).readTimeout(read, TimeUnit.MILLISECONDS));
        listeners.forEach(settings::addCommandListener);
        return settings.build();
    }

    private static int millisOr(@Nullable Integer wished, Duration usual) {
        return wished == null ? Math.toIntExact(usual.toMillis()) : wished;
    }
}
