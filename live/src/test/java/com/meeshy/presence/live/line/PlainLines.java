package com.meeshy.presence.live.line;

import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.live.LiveNode;
import com.meeshy.presence.live.authentication.Credentials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/// Lines that nothing carries: they share one loop, and write down what they hear.
@NullUnmarked
public final class PlainLines implements Lines, AutoCloseable {
    private static final NodeId NODE = new NodeId("plain");

    private final List<PlainLine> open = new CopyOnWriteArrayList<>();
    private final ExecutorService loop = Executors.newSingleThreadExecutor(this::loopThread);
    private Thread loopThread;
    private volatile boolean refusing;
    private long number;

    private Thread loopThread(Runnable run) {
        loopThread = Thread.ofPlatform().name("plain-lines").unstarted(run);
        return loopThread;
    }

    /// Somebody comes with a token, as over a socket.
    public PlainLine comes(LiveNode node, Instant now, String token) {
        PlainLine line = new PlainLine(this, node);
        Session session = new Session(line, new ConnectionId(NODE, ++number), now, null);
        line.belongsTo(session);
        open.add(line);
        line.execute(() -> {
            node.departures().expectCredential(session);
            node.signIn().begin(session, new Attempt(new Credentials(token, null), () -> {}, () -> {}));
        });
        return line;
    }

    /// At once on the loop itself, else behind what waits for it.
    void onLoop(Runnable task) {
        if (Thread.currentThread() == loopThread) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    void later(Runnable task) {
        loop.execute(task);
    }

    void gone(PlainLine line) {
        open.remove(line);
    }

    public boolean isRefusing() {
        return refusing;
    }

    @Override
    public Audience to(String... rooms) {
        Set<String> any = Set.of(rooms);
        return new Listeners(line -> line.isInAnyOf(any));
    }

    @Override
    public Audience everybody() {
        return new Listeners(line -> true);
    }

    @Override
    public int count() {
        return open.size();
    }

    @Override
    public void refuseNew() {
        refusing = true;
    }

    @Override
    public void close() {
        loop.close();
    }

    private final class Listeners implements Audience {
        private final Predicate<PlainLine> which;

        Listeners(Predicate<PlainLine> which) {
            this.which = which;
        }

        @Override
        public Audience except(Predicate<Session> excluded) {
            return new Listeners(line -> which.test(line) && !excluded.test(line.session()));
        }

        @Override
        public void send(Notice notice) {
            tell(line -> notice);
        }

        @Override
        public void sendLatest(Object key, Notice notice) {
            send(notice);
        }

        @Override
        public void sendEach(Function<Session, Notice.@Nullable Status> notice) {
            tell(line -> notice.apply(line.session()));
        }

        private void tell(Function<PlainLine, @Nullable Notice> what) {
            onLoop(() -> {
                for (PlainLine line : new ArrayList<>(open)) {
                    Notice notice = which.test(line) ? what.apply(line) : null;
                    if (notice != null) {
                        line.send(notice);
                    }
                }
            });
        }
    }
}
