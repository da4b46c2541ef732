package com.meeshy.presence.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceChange.Cause;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class EdgeFeedTest {
    private static final int REMEMBERED = 8_192;

    private final PresenceMetrics metrics = new PresenceMetrics();
    private final EdgeFeed feed = new EdgeFeed(metrics);

    private static PresenceChange change(int person, Cause cause) {
        ParticipantId id = ParticipantId.registered(ObjectId.parse("65a0000000000000%08x".formatted(person)));
        return new PresenceChange(
                new PresenceView(id, "person " + person, cause == Cause.CONNECTED, null, null, 1),
                Set.of(),
                cause,
                new Moment(Instant.EPOCH, 0));
    }

    private static List<String> names(List<Edge> edges) {
        return edges.stream().map(edge -> edge.view().name()).toList();
    }

    @Test
    void only_edges_are_kept() {
        feed.announce(change(1, Cause.CONNECTED));
        feed.announce(change(1, Cause.ACTIVITY));
        feed.announce(change(2, Cause.ZOMBIE));

        assertThat(names(feed.latest(10))).containsExactly("person 2", "person 1");
        assertThat(metrics.edges(Cause.CONNECTED)).isEqualTo(1);
        assertThat(metrics.edges(Cause.ZOMBIE)).isEqualTo(1);
        assertThat(metrics.edges(Cause.ACTIVITY)).isZero();
    }

    @Test
    void whatever_else_is_announced_is_no_edge() {
        PresenceView view = change(1, Cause.CONNECTED).view();
        feed.announceJoined(view, Set.of(), new Moment(Instant.EPOCH, 0));
        feed.announceReturned(change(1, Cause.CONNECTED));
        feed.announceLeft(view, Set.of(), Set.of());

        assertThat(feed.count()).isZero();
    }

    @Test
    void the_oldest_give_way_and_the_count_goes_on() {
        for (int i = 0; i < REMEMBERED + 100; i++) {
            feed.announce(change(i, Cause.CONNECTED));
        }

        assertThat(feed.count()).isEqualTo(REMEMBERED + 100);
        assertThat(feed.latest(Integer.MAX_VALUE)).hasSize(REMEMBERED);
        assertThat(names(feed.latest(2))).containsExactly("person 8291", "person 8290");
        assertThat(feed.of(change(99, Cause.CONNECTED).view().id(), 10)).isEmpty();
        assertThat(feed.of(change(100, Cause.CONNECTED).view().id(), 10)).hasSize(1);
    }

    @Test
    void of_many_at_once_the_latest_are_told() {
        for (int i = 0; i < 60; i++) {
            feed.announce(change(i, Cause.CONNECTED));
        }
        assertThat(names(feed.latest(60, 50, edge -> true))).hasSize(50).startsWith("person 59");
        assertThat(names(feed.latest(5, 50, edge -> true))).hasSize(5);
    }
}
