package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.presence.PresenceChange;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.time.Moment;
import com.meeshy.presence.live.authentication.Rejection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a session when the way in breaks.
@NullUnmarked
class SignInTest {
    private final AtomicBoolean broken = new AtomicBoolean(true);

    @Test
    void a_shard_that_fails_leaves_nothing_behind_and_the_client_may_try_again(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 2, Defective::new);
                BareClient client = new BareClient(bed, 0)) {
            await().until(() -> !client.all(ServerEvent.ERROR).isEmpty());
            assertThat(client.all(ServerEvent.AUTHENTICATED))
                    .singleElement()
                    .satisfies(answer ->
                            assertThat(answer.path("success").asText()).isEqualTo("false"));
            assertThat(client.all(ServerEvent.ERROR).getFirst().path("code").textValue())
                    .isEqualTo("UNAVAILABLE");
            assertThat(Rejection.UNAVAILABLE.isWorthRetrying()).isTrue();
            assertThat(bed.sessions.participants()).isZero();
            await().until(() -> !bed.tracker.isHeld(SocketBed.person(0)));

            broken.set(false);
            bed.comes(1);
            client.emit("authenticate", Map.of("token", bed.token(0)));
            await().until(() -> !client.all(ServerEvent.PRESENCE_SNAPSHOT).isEmpty());
            assertThat(client.statusesOf(1))
                    .as("whoever is not signed in hears of nobody")
                    .isEmpty();
            assertThat(bed.sessions.participants()).isEqualTo(1);
            bed.goes(1);
            await().until(() -> client.statusesOf(1).size() == 1);
        }
    }

    @Test
    void a_session_that_ends_after_a_failed_sign_in_is_gone(@TempDir Path folder) throws Exception {
        try (SocketBed bed = new SocketBed(folder, 1, Defective::new)) {
            try (BareClient client = new BareClient(bed, 0)) {
                await().until(() -> !client.all(ServerEvent.ERROR).isEmpty());
            }
            await().until(() -> bed.sockets.connectionCount() == 0);
            assertThat(bed.sessions.participants()).isZero();
            await().until(() -> !bed.tracker.isHeld(SocketBed.person(0)));
        }
    }

    /// A defect of ours: announcing must not throw.
    private final class Defective implements Announcer {
        private final Announcer sound;

        Defective(Announcer sound) {
            this.sound = sound;
        }

        @Override
        public void announce(PresenceChange change) {
            if (broken.get()) {
                throw new IllegalStateException("planted");
            }
            sound.announce(change);
        }

        @Override
        public void announceJoined(PresenceView view, Set<ConversationId> joined, Moment moment) {
            sound.announceJoined(view, joined, moment);
        }

        @Override
        public void announceReturned(PresenceChange change) {
            sound.announceReturned(change);
        }

        @Override
        public void announceLeft(PresenceView view, Set<ConversationId> left, Set<ConversationId> remaining) {
            sound.announceLeft(view, left, remaining);
        }
    }
}
