package com.meeshy.presence.bench.hostile.good;

import com.meeshy.presence.bench.hostile.good.Ledger.Entry;
import com.meeshy.presence.bench.load.Identity;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// People in one conversation who write in turn, and ask for a sign of life in between. What one of them says
/// and is acknowledged, each of them must hear once.
final class Circle implements AutoCloseable {
    private static final long PAUSE_MILLIS = 40;
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final List<Correspondent> people = new ArrayList<>();
    private final String conversation;
    private final InetAddress from;
    private final EventLoopGroup loops = ClientLoops.of(1);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private volatile boolean quiet = true;
    private long turn;
    private Ledger ledger = new Ledger();

    /// @param from the address they come from
    Circle(List<Integer> numbers, String conversation, Identity identity, InetAddress from) {
        this.conversation = conversation;
        this.from = from;
        numbers.forEach(each -> people.add(new Correspondent(each, identity.token(each))));
    }

    void enter(String host, int port) throws Exception {
        ClientSettings settings = ClientSettings.to(URI.create("http://" + host + ":" + port))
                .withFrom(from)
                .withPatience(LONGEST_WAIT);
        CompletableFuture.allOf(
                        people.stream().map(each -> each.enter(settings, loops)).toArray(CompletableFuture[]::new))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        clock.scheduleAtFixedRate(this::turn, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        quiet = false;
    }

    private void turn() {
        if (!quiet) {
            Correspondent next = people.get((int) (turn % people.size()));
            if (turn++ / people.size() % 2 == 0) {
                next.say(conversation);
            } else {
                next.beat();
            }
        }
    }

    /// Books of what happens from now on.
    void begin() throws InterruptedException {
        settle();
        ledger = new Ledger();
        people.forEach(each -> each.books(ledger));
        quiet = false;
    }

    /// What happened since, once all that should arrive had time to.
    Ledger end() throws InterruptedException {
        settle();
        for (Correspondent sender : people) {
            ledger.add(Entry.UNANSWERED, sender.waiting());
            BitSet said = sender.acknowledged();
            for (Correspondent each : people) {
                BitSet missing = (BitSet) said.clone();
                missing.andNot(each.heardOf(sender.number()));
                ledger.add(Entry.EXPECTED, said.cardinality());
                ledger.add(Entry.LOST, missing.cardinality());
                ledger.add(Entry.HEARD, said.cardinality() - missing.cardinality());
            }
        }
        return ledger;
    }

    private void settle() throws InterruptedException {
        quiet = true;
        long end = System.nanoTime() + SETTLING_NANOS;
        while (System.nanoTime() < end && people.stream().anyMatch(each -> each.waiting() > 0)) {
            Thread.sleep(10);
        }
        // The events of what was acknowledged last are on their way.
        Thread.sleep(200);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        people.forEach(Correspondent::leave);
        loops.shutdownGracefully();
    }
}
