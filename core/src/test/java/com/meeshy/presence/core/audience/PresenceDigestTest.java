package com.meeshy.presence.core.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.core.presence.PresenceView;
import com.meeshy.presence.core.world.People;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The digest, by the vectors that the client package is held to as well.
class PresenceDigestTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> hashesEveryEntryOfTheContract() throws IOException {
        return contract()
                .get("entries")
                .valueStream()
                .map(vector -> dynamicTest(
                        vector.toString(),
                        () -> assertThat(Integer.toUnsignedLong(PresenceDigest.entry(view(vector))))
                                .isEqualTo(vector.get("entry").asLong())));
    }

    @TestFactory
    Stream<DynamicTest> sumsEveryConversationOfTheContract() throws IOException {
        return contract()
                .get("digests")
                .valueStream()
                .map(vector -> dynamicTest(vector.get("name").asText(), () -> {
                    List<PresenceView> members = vector.get("members")
                            .valueStream()
                            .map(PresenceDigestTest::view)
                            .toList();

                    PresenceDigest digest = PresenceDigest.over(
                            People.conversation(1),
                            members,
                            Instant.parse(vector.get("since").asText()),
                            Instant.parse(vector.get("until").asText()));

                    assertThat(Integer.toUnsignedLong(digest.hash()))
                            .isEqualTo(vector.get("hash").asLong());
                    assertThat(digest.count()).isEqualTo(vector.get("count").asInt());
                    assertThat(digest.recent())
                            .extracting(ParticipantId::text)
                            .containsExactlyInAnyOrderElementsOf(vector.get("recent")
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .toList());
                    assertThat(digest.agreesWith(members)).isTrue();
                }));
    }

    @Test
    void whoMissedAnEventDiffers() {
        PresenceView before = view(1, NOW.minusSeconds(100), true);
        PresenceView after = view(1, NOW.minusSeconds(50), false);

        PresenceDigest digest =
                PresenceDigest.over(People.conversation(1), List.of(after), NOW.minusSeconds(1800), NOW);

        assertThat(digest.agreesWith(List.of(before))).isFalse();
        assertThat(digest.agreesWith(List.of(after))).isTrue();
    }

    @Test
    void whoHeardOfAChangeSinceTheDigestWaitsForTheNext() {
        PresenceView told = view(1, NOW.minusSeconds(50), true);
        PresenceDigest digest = PresenceDigest.over(People.conversation(1), List.of(told), NOW.minusSeconds(1800), NOW);

        assertThat(digest.isOvertakenBy(view(1, NOW.plusSeconds(1), false))).isTrue();
        assertThat(digest.isOvertakenBy(told)).isFalse();
    }

    private static PresenceView view(int user, Instant changed, boolean isOnline) {
        return new PresenceView(People.user(user), "Name", isOnline, null, null, changed.toEpochMilli());
    }

    private static PresenceView view(JsonNode json) {
        ParticipantId id =
                ParticipantId.registered(ObjectId.parse(json.get("userId").asText()));
        return new PresenceView(
                id,
                "Name",
                json.get("isOnline").asBoolean(),
                null,
                null,
                json.get("version").asLong());
    }

    private static JsonNode contract() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("../contract/digest-vectors.json").toFile());
    }
}
