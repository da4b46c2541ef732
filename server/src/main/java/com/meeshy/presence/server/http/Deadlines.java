package com.meeshy.presence.server.http;

import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.LimitSettings;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// How long a client may take with its part of an exchange, and the one look a second that each event loop takes at all
/// of its HTTP connections. Time is counted in looks: a loop that stalls takes nothing from its clients.
final class Deadlines {
    /// In so many looks a transfer must have come on by at least its slowest rate.
    static final int WINDOW = 10;

    private final int header;
    private final int body;
    private final int idle;
    private final int slowest;
    private final Duration look;
    private final BiConsumer<Limit, String> exceeded;
    private final ConcurrentMap<EventLoop, Set<ExchangeClock>> loops = new ConcurrentHashMap<>();

    /// @param look between two looks; a second, but in tests
    /// @param exceeded told the limit and the address of each client that was too slow
    Deadlines(LimitSettings limits, Duration look, BiConsumer<Limit, String> exceeded) {
        this.header = looks(limits, Limit.REQUEST_HEADER_TIME);
        this.body = looks(limits, Limit.REQUEST_BODY_TIME);
        this.idle = looks(limits, Limit.IDLE_CONNECTION_TIME);
        this.slowest = limits.bytes(Limit.SLOWEST_TRANSFER);
        this.look = look;
        this.exceeded = exceeded;
    }

    private static int looks(LimitSettings limits, Limit limit) {
        return (int) Math.max(1, limits.time(limit).toSeconds());
    }

    /// From accept, or from the first byte of the next request, to the end of its header.
    int header() {
        return header;
    }

    /// For a whole body.
    int body() {
        return body;
    }

    /// Between two requests.
    int idle() {
        return idle;
    }

    /// Bytes that must go through in a window, either way.
    int leastInWindow() {
        return slowest * WINDOW;
    }

    void exceeded(Limit limit, String address) {
        exceeded.accept(limit, address);
    }

    /// Event loop.
    void watch(EventLoop loop, ExchangeClock connection) {
        loops.computeIfAbsent(loop, this::begin).add(connection);
    }

    /// Event loop.
    void forget(EventLoop loop, ExchangeClock connection) {
        Set<ExchangeClock> watched = loops.get(loop);
        if (watched != null) {
            watched.remove(connection);
        }
    }

    private Set<ExchangeClock> begin(EventLoop loop) {
        Set<ExchangeClock> watched = ConcurrentHashMap.newKeySet();
        loop.scheduleWithFixedDelay(
                () -> watched.forEach(ExchangeClock::look), look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
        return watched;
    }
}
