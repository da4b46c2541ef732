package com.meeshy.presence.bench.hostile.good;

import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Identity;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Plan;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Who;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A circle that writes, and a crowd whose movers come and go.
public final class GoodPeople implements AutoCloseable {
    private static final double EDGES_PER_SECOND = 5;
    private static final double PATIENCE_SECONDS = 60;

    private final Crowd crowd;
    private final Circle circle;
    private final Churn churn;
    private volatile boolean over;
    private CompletableFuture<Void> moving = CompletableFuture.completedFuture(null);

    /// What was booked while something happened.
    public record Account(Ledger circle, Tally crowd) {}

    private GoodPeople(Crowd crowd, Circle circle) {
        this.crowd = crowd;
        this.circle = circle;
        this.churn = new Churn(crowd, 1);
    }

    /// Everybody comes in.
    ///
    /// @param host where the circle finds the gateway; the crowd finds it on loopback
    /// @param from where the circle comes from
    /// @param addresses the first three numbers of the addresses of the crowd
    public static GoodPeople enter(
            Lattice lattice,
            List<Integer> circle,
            String conversation,
            String host,
            InetAddress from,
            String addresses,
            int port)
            throws Exception {
        Plan plan = new Plan(port, lattice, lattice.part(0, 1), 1, addresses, 0, true, GatewayProcess.SECRET);
        GoodPeople people = new GoodPeople(
                new Crowd(plan), new Circle(circle, conversation, new Identity(GatewayProcess.SECRET), from));
        try {
            people.circle.enter(host, port);
            people.crowd.enter(Who.STAYERS, 0, PATIENCE_SECONDS);
            people.crowd.enter(Who.HALF_OF_MOVERS, 0, PATIENCE_SECONDS);
            return people;
        } catch (Exception e) {
            people.close();
            throw e;
        }
    }

    /// They go on living; what happened before is not in the books.
    public void begin() throws InterruptedException {
        crowd.settle();
        crowd.takeTally();
        circle.begin();
        over = false;
        moving = CompletableFuture.runAsync(() -> {
            while (!over) {
                churn.run(EDGES_PER_SECOND, 1);
            }
        });
    }

    /// Nobody moves or writes any more.
    public Account end() throws InterruptedException {
        over = true;
        moving.join();
        Ledger ledger = circle.end();
        crowd.settle();
        return new Account(ledger, crowd.takeTally());
    }

    /// Connections of the crowd, which change.
    public int present() {
        return crowd.present();
    }

    @Override
    public void close() {
        over = true;
        circle.close();
        crowd.close();
    }
}
