package com.meeshy.presence.bench.fanout;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
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
    private final List<Channel> sockets = new ArrayList<>();
    private final int port;
    private final SwarmSocket conductor;

    Swarm(int port, int threads) throws InterruptedException {
        this.port = port;
        loops = new MultiThreadIoEventLoopGroup(
                threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        loops.forEach(loop -> tallies.add(new Tally(loop)));
        conductor = new SwarmSocket(-1, tallies);
        open(conductor).sync();
        waitFor(() -> conductor.entered(), "the conductor");
    }

    private ChannelFuture open(SwarmSocket socket) {
        return new Bootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(socket);
                    }
                })
                .connect("127.0.0.1", port);
    }

    /// Connects this many sockets, spread over the rooms, and waits until they are in.
    void connect(int count, int rooms) throws InterruptedException {
        List<SwarmSocket> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SwarmSocket socket = new SwarmSocket(i % rooms, tallies);
            all.add(socket);
            ChannelFuture opening = open(socket);
            sockets.add(opening.channel());
            if (i % AT_A_TIME == AT_A_TIME - 1 || i == count - 1) {
                opening.sync();
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
        conductor.send("42[\"go\"," + events + "]");
    }

    /// The heap in use in the server.
    long heap() {
        conductor.forgetAnswer();
        conductor.send("42[\"heap\",0]");
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
        sockets.forEach(Channel::close);
        // A quiet time of 0 may leave sockets open, see Crowd.
        loops.shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
