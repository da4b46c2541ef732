package com.meeshy.presence.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.port.StoredPresence;
import com.meeshy.presence.server.gateway.BareClient;
import com.meeshy.presence.storage.Storage;
import com.meeshy.presence.storage.imports.ImportDocument;
import com.meeshy.presence.storage.sqlite.SqliteStorage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What it costs the store when a member is added to a conversation of 10 000 who are here: the same few reads as in a
/// small one.
@NullUnmarked
class MemberReadsTest {
    private static final int MEMBERS = 10_000;
    private static final int MOST_READS = 5;
    private static final String CROWD = "65c0000000000000000000ff";
    private static final String LINK = "65d0000000000000000000ff";
    private static final Set<String> NO_READS = Set.of(
            "DirectoryEditor.apply",
            "DirectoryEditor.putMember",
            "Guests.join",
            "NodeLeases.all",
            "NodeLeases.renew",
            "PresenceStore.write");

    private GatewayBed bed;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Instant now = GatewayBed.CLOCK.instant();
        try (Storage storage = SqliteStorage.open(folder, GatewayBed.CLOCK)) {
            List<ImportDocument.User> users = new ArrayList<>();
            IntStream.range(0, MEMBERS).forEach(i -> users.add(GatewayBed.person(id(i), "member" + i)));
            storage.editor()
                    .apply(crowd(
                            users, users.stream().map(ImportDocument.User::id).toList()));
            // Left online by a node that died: this one holds them from its start.
            storage.presence()
                    .write(users.stream()
                            .map(user -> new StoredPresence(
                                    ParticipantId.registered(ObjectId.parse(user.id())),
                                    true,
                                    null,
                                    now,
                                    now.toEpochMilli()))
                            .toList());
        }
        bed = new GatewayBed(folder, "DIRECTORY_CHECK", "0s", "MAINTENANCE_INTERVAL", "1h");
        await().until(() -> bed.asAdmin("/api/admin/status-metrics").body().contains("\"cacheSize\":" + MEMBERS));
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void a_member_is_added_by_route_while_connected() throws Exception {
        BareClient alice = bed.user(GatewayBed.ALICE);
        await().until(() -> alice.all("presence:snapshot").size() == 1);

        Map<String, Integer> reads = reads(() -> {
            HttpResponse<String> answer = bed.put("/api/admin/conversations/" + CROWD + "/members/" + GatewayBed.ALICE);
            await().until(() -> alice.all("presence:snapshot").size() == 2);
            return answer;
        });

        assertFew(reads);
    }

    @Test
    void a_guest_joins() throws Exception {
        assertFew(reads(() -> bed.join("mshy_crowd")));
    }

    @Test
    void a_member_is_added_by_an_import() throws Exception {
        Map<String, Integer> reads = reads(() -> {
            HttpResponse<String> answer = bed.importing("{\"conversations\":[{\"id\":\"" + CROWD
                    + "\",\"identifier\":\"crowd\",\"type\":\"group\",\"title\":\"Crowd\",\"isActive\":true,\"members\":[\""
                    + GatewayBed.ALICE + "\"]}]}");
            bed.quiet();
            return answer;
        });

        assertFew(reads);
    }

    private Map<String, Integer> reads(Callable<HttpResponse<String>> edit) throws Exception {
        bed.quiet();
        bed.line.resetCounts();
        assertThat(edit.call().statusCode()).isLessThan(300);
        Map<String, Integer> reads = bed.line.callsByKind();
        reads.keySet().removeIf(NO_READS::contains);
        return reads;
    }

    private static void assertFew(Map<String, Integer> reads) {
        assertThat(reads.values().stream().mapToInt(Integer::intValue).sum())
                .as(reads.toString())
                .isBetween(1, MOST_READS);
    }

    private static ImportDocument crowd(List<ImportDocument.User> users, List<String> members) {
        return new ImportDocument(
                users,
                List.of(new ImportDocument.Talk(CROWD, "crowd", "group", "Crowd", true, members)),
                List.of(new ImportDocument.Link(LINK, "mshy_crowd", null, CROWD, true, null, null)),
                null);
    }

    private static String id(int number) {
        return "65e0%020x".formatted(number);
    }
}
