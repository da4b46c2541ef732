package com.meeshy.presence.live.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.port.HeardMeter;
import com.meeshy.presence.storage.Identities;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is decided where a credential arrives, and what waits for whom. The threads are a queue that the test runs.
@NullUnmarked
class ReceptionTest {
    private static final String ALICE = "65a000000000000000000001";
    private static final String NETWORK = "192.0.2.1";
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    private final People people = new People();
    private final HeardMeter meter = new HeardMeter();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final List<Authentication> answers = new ArrayList<>();
    private Tokens tokens;
    private Reception reception;

    @BeforeEach
    void setUp() {
        Secret secret = new Secret("0123456789abcdef0123456789abcdef");
        tokens = new Tokens(Signatures.of(secret, null), () -> NOW);
        Authenticator authenticator = new Authenticator(tokens, Identities.of(people, people), meter, () -> NOW);
        Limits limits = new Limits(LimitSettings.defaults(), meter, () -> 0);
        reception = new Reception(
                authenticator,
                new CredentialTries(limits, () -> 0),
                new StrangersLane(2, 3_500, threads::add),
                threads::add);
        people.user(ALICE, "alice", true);
    }

    private String token() {
        return tokens.issue(ObjectId.parse(ALICE), "alice", Duration.ofHours(1));
    }

    private void shows(String token, String session) {
        reception.authenticate(new Credentials(token, session), NETWORK, answers::add);
    }

    private void runAll() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    private List<Rejection> rejections() {
        return answers.stream().map(answer -> ((Rejected) answer).reason()).toList();
    }

    @Test
    void what_the_secret_disproves_is_refused_at_once_without_thread_or_store() {
        shows(token() + "x", null);
        shows("nonsense", null);
        shows(null, null);
        shows(null, "x".repeat(513));

        assertThat(rejections())
                .containsExactly(
                        Rejection.TOKEN_FORGED,
                        Rejection.TOKEN_MALFORMED,
                        Rejection.CREDENTIALS_MISSING,
                        Rejection.SESSION_UNKNOWN);
        assertThat(threads).isEmpty();
    }

    @Test
    void the_proven_do_not_wait_behind_strangers() {
        for (int i = 0; i < 4; i++) {
            shows(null, "anon_stranger_" + i);
        }
        shows(token(), null);

        assertThat(threads).as("two strangers, and the one who is proven").hasSize(3);
        runAll();
        assertThat(answers).hasSize(5).anyMatch(Verified.class::isInstance);
    }

    @Test
    void when_too_many_strangers_wait_the_next_may_come_back() {
        for (int i = 0; i < 6; i++) {
            shows(null, "anon_stranger_" + i);
        }

        assertThat(rejections()).containsExactly(Rejection.OVERLOADED);
        assertThat(Rejection.OVERLOADED.isWorthRetrying()).isTrue();
        runAll();
        assertThat(answers).hasSize(6);
        shows(null, "anon_another");
        runAll();
        assertThat(rejections().getLast()).isEqualTo(Rejection.SESSION_UNKNOWN);
    }

    @Test
    void sessions_are_not_found_by_trying_through_the_handshake_either() {
        for (int i = 0; i < 31; i++) {
            shows(null, "anon_guess_" + i);
            runAll();
        }

        assertThat(rejections().subList(0, 30)).containsOnly(Rejection.SESSION_UNKNOWN);
        assertThat(rejections().getLast()).isEqualTo(Rejection.RATE_LIMITED);
        shows(token(), null);
        runAll();
        assertThat(answers.getLast()).as("whoever is proven comes in").isInstanceOf(Verified.class);
    }

    @Test
    void every_answer_is_counted_once() {
        shows(token() + "x", null);
        shows(token(), null);
        runAll();

        assertThat(meter.heard).containsExactly("TOKEN_FORGED", "verified");
    }
}
