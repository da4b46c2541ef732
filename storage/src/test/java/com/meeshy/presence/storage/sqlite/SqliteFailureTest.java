package com.meeshy.presence.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoreException;
import com.meeshy.presence.core.port.StoreFullException;
import com.meeshy.presence.storage.model.NewMessage;
import com.meeshy.presence.storage.model.StoredMessage;
import com.meeshy.presence.storage.model.UserPatch;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When the disk or the file fails, the call that met it gets a clear [StoreException], and the store goes on.
class SqliteFailureTest {
    private static final ConversationId TEAM = new ConversationId(new ObjectId(1, 1));
    private static final ParticipantId ALICE = ParticipantId.registered(new ObjectId(1, 2));

    @TempDir
    Path folder;

    private SqliteWorld world;

    @BeforeEach
    void open() {
        world = new SqliteWorld(folder);
        world.putBareUser(ALICE.value(), "alice");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aFullDiskFailsTheWriteAndNothingElse() {
        say("before");
        execute("PRAGMA max_page_count = " + (pages() + 2));

        assertThatThrownBy(() -> say("x".repeat(100_000)))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("meeshy.db: the disk is full");
        assertThat(said()).containsExactly("before");

        execute("PRAGMA max_page_count = 1000000");
        say("after");
        assertThat(said()).containsExactly("before", "after");
    }

    @Test
    void aFullDiskInACommitOfManyFailsOnlyThoseWhoNeedTheRoom() throws Exception {
        say("before");
        execute("PRAGMA max_page_count = " + (pages() + 4));
        List<Future<?>> small = new ArrayList<>();
        Future<?> large;

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                Pause pause = new Pause(callers)) {
            small.add(callers.submit(() -> say("small 1")));
            large = callers.submit(() -> say("x".repeat(100_000)));
            small.add(callers.submit(() -> say("small 2")));
            pause.until(3);
        }

        for (Future<?> one : small) {
            one.get(5, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> large.get(5, TimeUnit.SECONDS)).hasMessageContaining("the disk is full");
        assertThat(said()).containsExactlyInAnyOrder("before", "small 1", "small 2");
    }

    @Test
    void aWorkThatThrowsIsUndoneAloneAndItsExceptionReachesItsCaller() throws Exception {
        Future<?> bad;
        Future<?> good;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                Pause pause = new Pause(callers)) {
            bad = callers.submit(() -> world.database().write(session -> {
                session.execute("INSERT INTO NodeLease VALUES ('half', 1)");
                throw new IllegalArgumentException("changed my mind");
            }));
            good = callers.submit(() -> say("good"));
            pause.until(2);
        }

        assertThatThrownBy(() -> bad.get(5, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("changed my mind");
        good.get(5, TimeUnit.SECONDS);
        assertThat(said()).containsExactly("good");
        assertThat(world.storage().leases().all()).isEmpty();
    }

    @Test
    void aDatabaseThatMayNotBeWrittenSaysSo() {
        assertThatThrownBy(() -> world.database().write(session -> {
                    session.execute("PRAGMA query_only = 1");
                    try {
                        return session.change("INSERT INTO NodeLease VALUES ('no', 1)");
                    } finally {
                        session.execute("PRAGMA query_only = 0");
                    }
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the database may not be written");

        say("yes");
        assertThat(said()).containsExactly("yes");
    }

    @Test
    void anotherProgramsLockFailsWritesUntilItIsGone() throws Exception {
        execute("PRAGMA busy_timeout = 50");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("meeshy.db"));
                Statement statement = other.createStatement()) {
            statement.executeUpdate("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> say("no"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another program holds the database locked");
            assertThat(said()).isEmpty();
        }
        say("yes");
        assertThat(said()).containsExactly("yes");
    }

    @Test
    void aDamagedTableFailsItsReadersAndNobodyElse() throws Exception {
        say("lost");
        long root = number("SELECT rootpage AS number FROM sqlite_schema WHERE name = 'Message'");
        long pageSize = number("SELECT page_size AS number FROM pragma_page_size");
        world.close();
        try (FileChannel file = FileChannel.open(folder.resolve("meeshy.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap("damage!!".repeat(512).getBytes(StandardCharsets.UTF_8)), (root - 1) * pageSize);
        }
        world = new SqliteWorld(folder);

        assertThatThrownBy(this::said)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("meeshy.db: the database is damaged");
        assertThatThrownBy(() -> say("no")).isInstanceOf(StoreException.class);
        assertThat(world.storage().accounts().account(ALICE.value())).isNotNull();
        assertThat(world.storage().editor().patchUser(ALICE.value(), new UserPatch(null, "Alice", null, null)))
                .isNotNull();
    }

    @Test
    void aClosedStoreSaysSo() {
        world.close();

        assertThatThrownBy(() -> say("no"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the store is closed");
        assertThatThrownBy(this::said).isInstanceOf(StoreException.class);
    }

    @Test
    void closingFinishesWhatWasAccepted() throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            try (Pause pause = new Pause(callers)) {
                for (int i = 0; i < 100; i++) {
                    String content = "message " + i;
                    sent.add(callers.submit(() -> say(content)));
                }
                pause.until(100);
            }
            world.close();
        }
        world = new SqliteWorld(folder);

        for (Future<?> one : sent) {
            one.get(5, TimeUnit.SECONDS);
        }
        assertThat(said()).hasSize(100);
    }

    /// Keeps the writer busy, so that what is written meanwhile gathers for one commit.
    private final class Pause implements AutoCloseable {
        private final CountDownLatch over = new CountDownLatch(1);

        Pause(ExecutorService callers) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(1);
            callers.submit(() -> world.database().write(_ -> {
                begun.countDown();
                return awaitQuietly(over);
            }));
            begun.await();
        }

        /// Waits until so many writes have gathered.
        void until(int gathered) {
            await().until(() -> world.database().waitingWrites() == gathered);
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void say(String content) {
        world.storage().messages().store(new NewMessage(TEAM, ALICE, content));
    }

    private List<String> said() {
        return world.storage().messages().recent(TEAM, 1_000).stream()
                .map(StoredMessage::content)
                .toList();
    }

    private void execute(String pragma) {
        world.database().write(session -> {
            session.execute(pragma);
            return true;
        });
    }

    private long pages() {
        return number("SELECT page_count AS number FROM pragma_page_count");
    }

    private long number(String sql) {
        return world.database()
                .read(session -> session.list(sql, row -> row.number("number")))
                .getFirst();
    }
}
