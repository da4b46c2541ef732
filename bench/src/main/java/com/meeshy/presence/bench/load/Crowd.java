package com.meeshy.presence.bench.load;

import com.meeshy.presence.bench.load.Lattice.Range;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Many people in one process. Its methods are called by one thread, which also keeps books of its own.
public final class Crowd implements AutoCloseable {
    private static final long RETRY_MILLIS = 250;
    private static final long SETTLING_SECONDS = 4;

    /// Not 0: then a loop of Netty 4.2 that is told to end between two of its checks ends without closing its
    /// channels, and their descriptors are missing in the next turn.
    private static final long QUIET_MILLIS = 100;

    private static final long CLOSING_MILLIS = 5_000;

    private final Plan plan;
    private final Identity identity;
    private final EventLoopGroup loops;
    private final Map<EventExecutor, Books> booksOfLoops = new HashMap<>();
    private final Books books = new Books();
    private final Opening opening;
    private final List<Person> people = new ArrayList<>();

    /// Why the server refused people, by its code.
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private volatile boolean persistent;
    private volatile boolean expectsEnds;

    public Crowd(Plan plan) {
        this.plan = plan;
        this.identity = new Identity(plan.secret());
        this.loops = ClientLoops.of(plan.threads());
        loops.forEach(loop -> booksOfLoops.put(loop, new Books()));
        this.opening = new Opening(plan);
        Range range = plan.range();
        for (int number = range.from(); number < range.to(); number++) {
            people.add(new Person(number, plan.lattice().isMover(number)));
        }
        people.forEach(this::introduce);
    }

    private void introduce(Person person) {
        List<Person> contacts = new ArrayList<>();
        for (int number : plan.lattice().contacts(person.number)) {
            Person other = people.get(number - plan.range().from());
            if (person.mover || other.mover) {
                contacts.add(other);
            }
        }
        person.meets(contacts.toArray(Person[]::new));
    }

    public Plan plan() {
        return plan;
    }

    String token(Person person) {
        return identity.token(person.number);
    }

    Books books() {
        return books;
    }

    List<Person> movers() {
        return people.stream().filter(each -> each.mover).toList();
    }

    /// How many are in.
    public int present() {
        return count(each -> each.state() == Person.State.IN);
    }

    int count(Predicate<Person> which) {
        int count = 0;
        for (Person each : people) {
            if (which.test(each)) {
                count++;
            }
        }
        return count;
    }

    /// So far, since the books were last read.
    public long soFar(Count what) {
        return booksOfLoops.values().stream().mapToLong(each -> each.get(what)).sum() + books.get(what);
    }

    // ---- what people do

    /// Begins to open a connection; returns at once.
    void come(Person person) {
        come(person, System.nanoTime());
    }

    private void come(Person person, long begun) {
        person.turn(Person.State.ENTERING);
        EventLoop loop = loops.next();
        Visit visit = new Visit(this, person, begun, Objects.requireNonNull(booksOfLoops.get(loop)));
        person.visits(visit);
        visit.by(opening.open(person, visit, loop));
    }

    /// Says goodbye and begins to close the connection; returns at once.
    void leave(Person person) {
        person.turn(Person.State.LEAVING);
        SocketIoClient client = clientOf(person);
        if (client != null) {
            client.close();
        }
    }

    private static @Nullable SocketIoClient clientOf(Person person) {
        Visit visit = person.visit();
        return visit == null ? null : visit.client();
    }

    /// Those who should be there come, this many in a second, or all at once.
    ///
    /// @param which of all people
    /// @param perSecond 0 for all at once
    /// @param seconds until when all have to be in
    /// @throws IllegalStateException saying how many did not get in and why
    public void enter(Who which, double perSecond, double seconds) {
        List<Person> coming = people.stream()
                .filter(each -> which.includes(each) && each.state() == Person.State.AWAY)
                .toList();
        long start = System.nanoTime();
        persistent = true;
        for (int i = 0; i < coming.size(); i++) {
            if (perSecond > 0) {
                LockSupport.parkNanos(start + (long) (i * 1e9 / perSecond) - System.nanoTime());
            }
            Person next = coming.get(i);
            if (next.mover) {
                books.add(Count.EXPECTED, next.cause(true));
                books.count(Count.EDGES);
            }
            come(next);
        }
        boolean all = Waiting.until(() -> coming.stream().allMatch(each -> each.state() == Person.State.IN), seconds);
        persistent = false;
        if (!all) {
            long missing = coming.stream()
                    .filter(each -> each.state() != Person.State.IN)
                    .count();
            throw new IllegalStateException(missing + " of " + coming.size() + " people did not get in within "
                    + Math.round(seconds) + " s" + (refusals.isEmpty() ? "" : ", refused: " + refusals)
                    + ": the server is too slow for this rate or refuses connections");
        }
    }

    /// All lines break at once, without a word, and everybody comes back at once.
    ///
    /// @return the microseconds until the last was in
    public long flap(double seconds) {
        List<Person> all =
                people.stream().filter(each -> each.state() == Person.State.IN).toList();
        expectsEnds = true;
        all.forEach(each -> {
            SocketIoClient client = clientOf(each);
            if (client != null) {
                client.cut();
            }
        });
        boolean gone = Waiting.until(() -> all.stream().allMatch(each -> each.state() == Person.State.AWAY), seconds);
        expectsEnds = false;
        if (!gone) {
            throw new IllegalStateException("not every connection could be cut");
        }
        long start = System.nanoTime();
        comeBack(all, seconds);
        return (System.nanoTime() - start) / 1_000;
    }

    /// Everybody whose connection ended comes at once; nobody of them has caused an edge.
    private void comeBack(List<Person> all, double seconds) {
        persistent = true;
        all.forEach(this::come);
        boolean back = Waiting.until(() -> all.stream().allMatch(each -> each.state() == Person.State.IN), seconds);
        persistent = false;
        if (!back) {
            throw new IllegalStateException(
                    all.stream().filter(each -> each.state() != Person.State.IN).count() + " of " + all.size()
                            + " people did not come back within " + Math.round(seconds) + " s");
        }
    }

    /// This many of those who stay read nothing any more; what they miss is not expected.
    ///
    /// @return how many did
    public int stopReading(int count) {
        int slow = 0;
        for (Person each : people) {
            Visit visit = each.visit();
            if (slow < count && !each.mover && each.state() == Person.State.IN && visit != null) {
                each.stopWatching();
                each.turn(Person.State.LEAVING);
                visit.deafen();
                slow++;
            }
        }
        return slow;
    }

    /// Waits until all that should arrive has, then books what has not as lost.
    public void settle() {
        Waiting.until(() -> soFar(Count.DELIVERED) + soFar(Count.LOST) >= soFar(Count.EXPECTED), SETTLING_SECONDS);
        waitForLoops();
        for (Person each : people) {
            books.add(Count.LOST, each.giveUpMissing());
        }
    }

    /// Everything since the last call.
    public Tally takeTally() {
        Tally tally = new Tally();
        booksOfLoops.forEach(
                (loop, each) -> loop.submit(() -> each.moveTo(tally)).syncUninterruptibly());
        books.moveTo(tally);
        return tally;
    }

    // ---- what connections report, on their event loops

    void entered(Person person, Visit visit) {
        if (person.visit() == visit) {
            person.watch();
            person.turn(Person.State.IN);
        }
    }

    /// @param in whether the person had been in
    void left(Person person, Visit visit, boolean in, Books here) {
        if (person.visit() != visit) {
            return;
        }
        person.stopWatching();
        boolean meant = person.state() == Person.State.LEAVING || expectsEnds;
        if (in && !meant) {
            here.count(Count.BROKEN);
        } else if (!in && !meant) {
            here.count(Count.FAILED_LOGINS);
        }
        if (persistent && !in) {
            loops.next()
                    .schedule(
                            () -> come(person, visit.begun()),
                            RETRY_MILLIS + person.number % RETRY_MILLIS,
                            TimeUnit.MILLISECONDS);
        } else {
            person.visits(null);
            person.turn(Person.State.AWAY);
        }
    }

    void refused(@Nullable String code) {
        refusals.merge(code == null ? "no reason" : code, 1, Integer::sum);
    }

    private void waitForLoops() {
        booksOfLoops.keySet().forEach(loop -> loop.submit(() -> {}).syncUninterruptibly());
    }

    /// Cuts all lines.
    @Override
    public void close() {
        expectsEnds = true;
        loops.shutdownGracefully(QUIET_MILLIS, CLOSING_MILLIS, TimeUnit.MILLISECONDS)
                .syncUninterruptibly();
    }
}
