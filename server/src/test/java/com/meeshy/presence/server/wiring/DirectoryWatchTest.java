package com.meeshy.presence.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.core.identity.ConversationId;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.server.gateway.BareClient;
import com.meeshy.presence.storage.model.UserPatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody else writes to the database and does not tell.
@NullUnmarked
class DirectoryWatchTest {
    private static final ConversationId TEAM = new ConversationId(ObjectId.parse(GatewayBed.TEAM));

    @TempDir
    private Path folder;

    private GatewayBed bed;

    private void start(String interval) {
        bed = new GatewayBed(folder, "DIRECTORY_CHECK", interval);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    private BareClient present(BareClient client) {
        await().until(() -> client.all("presence:snapshot").size() == 1);
        return client;
    }

    private static List<JsonNode> left(BareClient client, String user) {
        return client.all("conversation:member-left").stream()
                .filter(each -> each.path("userId").asText().equals(user))
                .toList();
    }

    @Test
    void a_member_who_is_removed_sees_and_is_seen_no_more() {
        start("400ms");
        BareClient alice = present(bed.user(GatewayBed.ALICE));
        BareClient bob = present(bed.user(GatewayBed.BOB));

        bed.line.storage().editor().removeMember(TEAM, ObjectId.parse(GatewayBed.BOB));

        await().until(() -> left(alice, GatewayBed.BOB).size() == 1);
        BareClient carol = present(bed.user(GatewayBed.CAROL));
        await().until(() -> !bed.statusesOf(alice, GatewayBed.CAROL).isEmpty());
        assertThat(bed.statusesOf(bob, GatewayBed.CAROL)).isEmpty();
        assertThat(carol.all("presence:snapshot").getFirst().toString()).doesNotContain(GatewayBed.BOB);

        bed.line.storage().editor().putMember(TEAM, ObjectId.parse(GatewayBed.BOB), null);
        await("who is a member again is seen again")
                .until(() -> !bed.statusesOf(carol, GatewayBed.BOB).isEmpty());
    }

    @Test
    void who_is_deactivated_or_closed_is_sent_away() {
        start("400ms");
        BareClient alice = present(bed.user(GatewayBed.ALICE));
        BareClient bob = present(bed.user(GatewayBed.BOB));
        BareClient guest = present(bed.guest());

        bed.line.storage().editor().patchUser(ObjectId.parse(GatewayBed.BOB), new UserPatch(false, null, null, null));
        bed.line.storage().guests().leave(ObjectId.parse(GatewayBed.GUEST));

        await().until(() -> !bob.all("auth:session-revoked").isEmpty());
        assertThat(bob.all("auth:session-revoked").getFirst().path("code").asText())
                .isEqualTo("USER_INACTIVE");
        await().until(() -> !guest.all("auth:session-revoked").isEmpty());
        await("viewers hear that he is gone")
                .until(() -> bed.statusesOf(alice, GatewayBed.BOB).stream()
                        .anyMatch(each -> !each.path("isOnline").asBoolean(true)));
    }

    @Test
    void whoever_joins_is_read_again_without_waiting() {
        start("0s");
        present(bed.user(GatewayBed.ALICE));
        bed.line.storage().editor().removeMember(TEAM, ObjectId.parse(GatewayBed.BOB));
        BareClient bob = present(bed.user(GatewayBed.BOB));
        bed.line.storage().editor().putMember(TEAM, ObjectId.parse(GatewayBed.BOB), null);

        bob.emit("conversation:join", Map.of("conversationId", GatewayBed.TEAM));

        await().until(() -> bob.all("presence:snapshot").stream()
                .anyMatch(each -> each.toString().contains(GatewayBed.ALICE)));
    }

    @Test
    void nobody_is_disturbed_while_nothing_changes_or_the_store_is_away() {
        start("200ms");
        BareClient alice = present(bed.user(GatewayBed.ALICE));
        present(bed.user(GatewayBed.BOB));
        await().until(() -> !bed.statusesOf(alice, GatewayBed.BOB).isEmpty());
        int heard = alice.all("user:status").size();
        bed.line.cut();
        rounds();
        bed.line.mend();
        rounds();

        assertThat(alice.all("user:status")).hasSize(heard);
        assertThat(alice.all("auth:session-revoked")).isEmpty();
    }

    private void rounds() {
        int before = asked();
        await("several rounds").until(() -> asked() > before + 4);
    }

    /// The watch begins with this, whatever comes of it.
    private int asked() {
        return bed.line.callsByKind().getOrDefault("Directory.participants", 0);
    }
}
