package com.meeshy.presence.live.line;

import com.meeshy.presence.live.LiveNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullUnmarked;

/// One of [PlainLines].
@NullUnmarked
public final class PlainLine implements Line {
    private final PlainLines lines;
    private final LiveNode node;
    private final List<Notice> heard = new CopyOnWriteArrayList<>();
    private final Set<String> rooms = ConcurrentHashMap.newKeySet();
    private Session session;
    private volatile LineEnd ended;

    PlainLine(PlainLines lines, LiveNode node) {
        this.lines = lines;
        this.node = node;
    }

    void belongsTo(Session owner) {
        session = owner;
    }

    public Session session() {
        return session;
    }

    /// What this client was told, of one kind.
    public <T extends Notice> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Null while it has not.
    public LineEnd ended() {
        return ended;
    }

    /// The client goes, or its line breaks.
    public void ends(LineEnd why) {
        lines.onLoop(() -> {
            if (ended == null) {
                ended = why;
                rooms.clear();
                lines.gone(this);
                node.departures().ended(session, why);
            }
        });
    }

    boolean isInAnyOf(Set<String> any) {
        return any.stream().anyMatch(rooms::contains);
    }

    @Override
    public void send(Notice notice) {
        lines.onLoop(() -> {
            if (ended == null) {
                heard.add(notice);
            }
        });
    }

    @Override
    public CompletionStage<Void> drained() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void join(String... joined) {
        lines.onLoop(() -> {
            if (ended == null) {
                rooms.addAll(Arrays.asList(joined));
            }
        });
    }

    @Override
    public void leave(String... left) {
        lines.onLoop(() -> Arrays.asList(left).forEach(rooms::remove));
    }

    @Override
    public void standing(Standing standing) {}

    @Override
    public void end(LineEnd why) {
        lines.later(() -> ends(why));
    }

    @Override
    public void execute(Runnable task) {
        lines.later(task);
    }

    @Override
    public void ping() {}

    @Override
    public boolean answersPings() {
        return true;
    }

    @Override
    public Duration silentFor() {
        return Duration.ZERO;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public String transport() {
        return "none";
    }

    @Override
    public String software() {
        return null;
    }
}
