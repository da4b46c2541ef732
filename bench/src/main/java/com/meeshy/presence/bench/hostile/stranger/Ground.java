package com.meeshy.presence.bench.hostile.stranger;

import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.load.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Where strangers stand while they do one thing: the gateway before them, many addresses of their own, and an end of
/// the time.
public final class Ground {
    /// Of each kind of strangers; they share none.
    private static final int ADDRESSES = 10 * 250;

    /// Kinds of strangers there are addresses for.
    public static final int QUARTERS = 25;

    private final InetSocketAddress gateway;
    private final String addresses;
    private final int quarter;
    private final boolean brief;
    private final long seed;
    private final long end;
    private final Figures figures = new Figures();
    private final Identity identity = new Identity(GatewayProcess.SECRET);
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();

    /// Something one of many strangers does.
    @FunctionalInterface
    public interface Deed {
        void by(int stranger) throws Exception;
    }

    /// @param addresses the first two numbers of the addresses of strangers
    /// @param quarter which part of these addresses, below [#QUARTERS]
    public Ground(InetSocketAddress gateway, String addresses, int quarter, boolean brief, long seed, double seconds) {
        this.gateway = gateway;
        this.addresses = addresses;
        this.quarter = quarter;
        this.brief = brief;
        this.seed = seed;
        this.end = System.nanoTime() + (long) (seconds * 1e9);
    }

    public Figures figures() {
        return figures;
    }

    /// Credentials, for those who have some and mean harm all the same.
    public Identity identity() {
        return identity;
    }

    /// As much as is done in the full form, or in the short one.
    public int scale(int full, int brief) {
        return this.brief ? brief : full;
    }

    /// The same at each run with the same seed.
    public Random random(int stranger) {
        return new Random(seed * 1_000_003 + stranger);
    }

    public boolean isOver() {
        return System.nanoTime() > end;
    }

    public double secondsLeft() {
        return Math.max(0, (end - System.nanoTime()) / 1e9);
    }

    /// Opens a connection from one of the addresses.
    ///
    /// @param address which one; the same number is the same address
    public Wire wire(int address) throws IOException {
        int place = Math.floorMod(address, ADDRESSES);
        InetAddress from =
                InetAddress.ofLiteral(addresses + "." + (quarter * 10 + place / 250 + 1) + "." + (place % 250 + 1));
        Wire wire = new Wire(this, new InetSocketAddress(from, 0), gateway);
        wires.add(wire);
        if (isOver()) {
            wire.close();
        }
        return wire;
    }

    void forget(Wire wire) {
        wires.remove(wire);
    }

    /// This many do it at once; returns when all are done or the time is over. Whoever is cut off or refused is
    /// counted, no more.
    public void together(int strangers, Deed deed) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(strangers);
        for (int i = 0; i < strangers; i++) {
            int stranger = i;
            Thread.ofVirtual().start(() -> {
                try {
                    deed.by(stranger);
                } catch (IOException e) {
                    cutOff(e);
                } catch (Exception e) {
                    figures.count("failed: " + e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await((long) (secondsLeft() * 1_000), TimeUnit.MILLISECONDS);
    }

    /// Counts why.
    public void cutOff(IOException why) {
        figures.count("cut off: " + (why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage()));
    }

    public void rest(double seconds) throws InterruptedException {
        Thread.sleep((long) (Math.min(seconds, secondsLeft()) * 1_000));
    }

    /// Cuts all that is still open.
    public void leave() {
        wires.forEach(Wire::close);
    }
}
