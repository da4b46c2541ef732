package com.meeshy.presence.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.TruthMeter;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.Secret;
import com.meeshy.presence.live.authentication.Signatures;
import com.meeshy.presence.live.line.LineEnd;
import com.meeshy.presence.live.line.Notice;
import com.meeshy.presence.live.line.PlainLine;
import com.meeshy.presence.live.line.PlainLines;
import com.meeshy.presence.live.port.LiveMeter;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.coalescing.OutageCache;
import com.meeshy.presence.storage.coalescing.StoreBreaker;
import com.meeshy.presence.storage.coalescing.StoreReads;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole node with no sockets.
@NullUnmarked
class LiveNodeTest {
    private static final Time CLOCK = Time.of(Clock.tickMillis(ZoneOffset.UTC));
    private static final String ALICE = "65a000000000000000000001";
    private static final String BOB = "65a000000000000000000002";
    private static final String TEAM = "65c000000000000000000001";
    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ZERO,
            Duration.ZERO);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final PlainLines lines = new PlainLines();
    private Storage storage;
    private LiveNode node;

    @BeforeEach
    void start(@TempDir Path folder) {
        storage = SqliteStorage.open(folder, CLOCK);
        storage.editor()
                .apply(new ImportDocument(
                        List.of(
                                new ImportDocument.User(ALICE, "alice", null, null, null, "USER", "fr", true),
                                new ImportDocument.User(BOB, "bob", null, null, null, "USER", "fr", true)),
                        List.of(new ImportDocument.Talk(TEAM, "team", "group", "Team", true, List.of(ALICE, BOB))),
                        null,
                        null));
        LimitSettings limits = LimitSettings.defaults();
        OutageCache memory = new OutageCache(CLOCK);
        LivePorts ports = new LivePorts(
                lines,
                storage,
                new StoreReads(storage, memory, new StoreBreaker(storage.leases()::all), executor),
                memory,
                new Limits(limits, LiveMeter.NONE, CLOCK::nanos),
                () -> false,
                LiveMeter.NONE,
                TruthMeter.NONE,
                List.of(),
                executor,
                CLOCK);
        node = new LiveNode(
                new LiveSettings(
                        new NodeId("here"),
                        "test",
                        RULES,
                        Signatures.of(new Secret("0123456789abcdef0123456789abcdef"), null),
                        limits,
                        200,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(25),
                        new LiveSettings.Upkeep(
                                Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5))),
                ports);
        node.begin();
    }

    @AfterEach
    void stop() {
        node.close();
        lines.close();
        executor.close();
        storage.close();
    }

    private PlainLine signedIn(String user) {
        String token = node.identification().tokens().issue(ObjectId.parse(user), "whoever", Duration.ofHours(1));
        PlainLine line = lines.comes(node, CLOCK.instant(), token);
        await().until(() -> !line.heard(Notice.Page.class).isEmpty());
        return line;
    }

    private static ParticipantId id(String user) {
        return ParticipantId.registered(ObjectId.parse(user));
    }

    private static List<Boolean> onlineOf(PlainLine viewer, String user) {
        return viewer.heard(Notice.Status.class).stream()
                .filter(status -> status.view().id().equals(id(user)))
                .map(status -> status.view().isOnline())
                .toList();
    }

    @Test
    void whoever_comes_is_welcome_and_those_who_see_each_other_hear_of_it() {
        PlainLine alice = signedIn(ALICE);
        PlainLine bob = signedIn(BOB);

        assertThat(alice.heard(Notice.Welcome.class)).hasSize(1);
        await().until(() -> onlineOf(alice, BOB).equals(List.of(true)));
        assertThat(bob.heard(Notice.Page.class).getLast().views())
                .anyMatch(view -> view.id().equals(id(ALICE)) && view.isOnline());

        bob.ends(LineEnd.GOODBYE);
        await().until(() -> onlineOf(alice, BOB).equals(List.of(true, false)));
    }

    @Test
    void a_bad_credential_is_told_and_nobody_is_registered() {
        PlainLine stranger = lines.comes(node, CLOCK.instant(), "no token");

        await().until(() -> !stranger.heard(Notice.Problem.class).isEmpty());
        assertThat(stranger.heard(Notice.NotWelcome.class)).hasSize(1);
        assertThat(node.sessions().participants()).isZero();
    }

    @Test
    void a_member_who_is_removed_hears_of_it_and_sees_nobody_any_more() {
        PlainLine alice = signedIn(ALICE);
        PlainLine bob = signedIn(BOB);
        await().until(() -> !onlineOf(alice, BOB).isEmpty());

        node.edits().removeMember(new ConversationId(ObjectId.parse(TEAM)), ObjectId.parse(BOB));

        await().until(() -> !alice.heard(Notice.MemberLeft.class).isEmpty());
        await().until(() -> !bob.heard(Notice.MemberLeft.class).isEmpty());
        alice.ends(LineEnd.GOODBYE);
        await().until(() -> node.sessions().participants() == 1);
        assertThat(onlineOf(bob, ALICE)).doesNotContain(false);
    }

    @Test
    void a_drain_closes_every_line_and_announces_nobody_offline() {
        PlainLine alice = signedIn(ALICE);
        PlainLine bob = signedIn(BOB);

        node.drain().close();

        assertThat(lines.isRefusing()).isTrue();
        assertThat(List.of(alice.ended(), bob.ended())).containsOnly(LineEnd.SHUTDOWN);
        assertThat(onlineOf(alice, BOB)).doesNotContain(false);
    }
}
