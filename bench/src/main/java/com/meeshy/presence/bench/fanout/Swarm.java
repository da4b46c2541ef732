package com.meeshy.presence.bench.fanout;

import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/// The listeners: many sockets in rooms, and one more that tells the server to begin.
final class Swarm implements AutoCloseable {

    private static final int AT_A_TIME = 200;

    private final EventLoopGroup loops;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<SocketIoClient> sockets = new ArrayList<>();
    private final ClientSettings settings;
    private final SwarmSocket conductor;
    private final SocketIoClient baton;

    Swarm(int port, int threads) {
        settings = ClientSettings.toPort(port)
                .withHeader(
                        "User-Agent",
                        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36")
                .withHeader("Accept-Language", "fr-FR,fr;q=0.9,en;q=0.8")
                .withoutHeartbeat();
        loops = ClientLoops.of(threads);
        loops.forEach(loop -> tallies.add(new Tally(loop)));
        conductor = new SwarmSocket(tallies);
        baton = open(-1, conductor);
        waitFor(() -> conductor.entered(), "the conductor");
    }

    /// @param room what the server reads at the end of the query
    private SocketIoClient open(int room, SwarmSocket socket) {
        return SocketIoClient.open(settings.withQuery("&room=" + room), loops, socket);
    }

    /// Connects this many sockets, spread over the rooms, and waits until they are in.
    void connect(int count, int rooms) {
        List<SwarmSocket> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SwarmSocket socket = new SwarmSocket(tallies);
            all.add(socket);
            sockets.add(open(i % rooms, socket));
            if (i % AT_A_TIME == AT_A_TIME - 1 || i == count - 1) {
                waitFor(() -> all.stream().allMatch(SwarmSocket::entered), "a socket");
                all.clear();
            }
        }
    }

    private static void waitFor(BooleanSupplier condition, String who) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(who + " could not enter");
            }
            LockSupport.parkNanos(200_000);
        }
    }

    /// Has the server make events.
    void go(int events) {
        baton.emit("go", events);
    }

    /// The heap in use in the server.
    long heap() {
        conductor.forgetAnswer();
        baton.emit("heap", 0);
        waitFor(() -> conductor.answer() >= 0, "the answer");
        return conductor.answer();
    }

    long delivered() {
        return tallies.stream().mapToLong(Tally::delivered).sum();
    }

    /// The latencies since the last call.
    Histogram latencies() throws InterruptedException {
        Histogram all = new Histogram(3);
        for (Tally tally : tallies) {
            tally.loop().submit(() -> tally.moveTo(all)).sync();
        }
        return all;
    }

    @Override
    public void close() {
        sockets.forEach(SocketIoClient::cut);
        // A quiet time of 0 may leave sockets open, see Crowd.
        loops.shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
