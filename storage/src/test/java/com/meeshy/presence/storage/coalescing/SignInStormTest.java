package com.meeshy.presence.storage.coalescing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.core.audience.PresenceReader;
import com.meeshy.presence.core.identity.ConnectionId;
import com.meeshy.presence.core.identity.NodeId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.Announcer;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.presence.PresenceRules;
import com.meeshy.presence.core.presence.StatusRule;
import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.core.tracker.Effects;
import com.meeshy.presence.core.tracker.Known;
import com.meeshy.presence.core.tracker.PresenceRecorder;
import com.meeshy.presence.core.tracker.Tracker;
import com.meeshy.presence.storage.LineToStore;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reads of sign-ins against the embedded store: how many calls a pacing needs, and who comes in while the
/// store is away.
@NullUnmarked
class SignInStormTest {
    private static final int PEOPLE = 10_000;
    private static final int GROUP = 20;
    private static final NodeId NODE = new NodeId("test");
    private static final PresenceRules RULES = new PresenceRules(
            new StatusRule(Duration.ofMinutes(5), Duration.ofMinutes(30)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OutageCache memory = new OutageCache(Time.of(() -> NOON));
    private LineToStore line;
    private StoreBreaker breaker;
    private StoreReads reads;
    private Tracker tracker;
    private PresenceReader reader;

    @BeforeEach
    void open(@TempDir Path folder) {
        line = new LineToStore(SqliteStorage.open(folder, () -> NOON));
        line.storage().editor().apply(town());
        breaker = new StoreBreaker(line.storage().leases()::all);
        reads = new StoreReads(line.storage(), memory, breaker, threads);
        PresenceRecorder recorder = new PresenceRecorder(line.storage().presence());
        tracker = Tracker.started(RULES, 2, Effects.of(recorder, Announcer.NOBODY), Time.of(() -> NOON));
        reader = new PresenceReader(tracker, reads.snapshotDirectory(), reads.snapshotLoader());
        line.resetCounts();
    }

    @AfterEach
    void close() {
        threads.close();
        tracker.close();
        line.storage().close();
    }

    private static ObjectId id(int number) {
        return new ObjectId(0x65a0_0000_aabb_ccddL, number);
    }

    private static ImportDocument town() {
        List<ImportDocument.User> users = new ArrayList<>();
        List<ImportDocument.Talk> talks = new ArrayList<>();
        for (int from = 0; from < PEOPLE; from += GROUP) {
            List<String> members = new ArrayList<>();
            for (int i = from; i < from + GROUP; i++) {
                String text = id(i).toString();
                users.add(new ImportDocument.User(text, "user" + i, null, null, null, null, null, true));
                members.add(text);
            }
            String talk = id(PEOPLE + from).toString();
            talks.add(new ImportDocument.Talk(talk, "talk" + from, "group", null, true, members));
        }
        return new ImportDocument(users, talks, null, null);
    }

    /// As the gateway does it, without the sockets.
    private int signIn(int number) {
        assertThat(reads.identities().account(id(number))).isNotNull();
        Known known = reads.entrance().load(ParticipantId.registered(id(number)));
        try {
            tracker.connected(known, new ConnectionId(NODE, number)).join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return reader.snapshot(known.participant()).views().size();
    }

    @Test
    void ten_thousand_sign_ins_at_the_same_time_need_few_calls() throws Exception {
        List<Future<Integer>> signIns = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            int number = i;
            signIns.add(threads.submit(() -> signIn(number)));
        }
        for (Future<Integer> each : signIns) {
            assertThat(each.get()).isEqualTo(GROUP);
        }
        // Each alone would be 50 000 calls; how few they are when nothing else slows the machine is measured by
        // `bench store` and `bench storm`.
        assertThat(line.calls()).as("of %s", line.callsByKind()).isLessThanOrEqualTo(PEOPLE / 4);
    }

    @Test
    void while_the_store_is_away_those_seen_lately_come_in_and_others_are_refused() {
        assertThat(signIn(1)).isEqualTo(GROUP);
        line.cut();

        assertThat(signIn(1)).isEqualTo(GROUP);
        assertThatThrownBy(() -> signIn(GROUP)).isInstanceOf(StoreException.class);
        assertThat(breaker.isOpen()).isTrue();
        int calls = line.calls();
        assertThat(signIn(1)).isEqualTo(GROUP);
        assertThat(line.calls())
                .as("nobody waits for a store that is known to be away")
                .isEqualTo(calls);

        line.mend();
        breaker.probe();
        assertThat(signIn(GROUP)).isEqualTo(GROUP);
    }

    @Test
    void who_was_changed_is_not_let_in_from_memory() {
        signIn(1);
        signIn(2);
        memory.forget(ParticipantId.registered(id(1)));
        line.cut();

        assertThatThrownBy(() -> signIn(1)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> reads.direct().load(ParticipantId.registered(id(2))))
                .as("changes and jobs never go by memory")
                .isInstanceOf(StoreException.class);
    }
}
