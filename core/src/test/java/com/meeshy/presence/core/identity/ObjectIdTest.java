package com.meeshy.presence.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectIdTest {
    @Test
    void readsAndWritesTheSameText() {
        assertThat(ObjectId.parse("507f1f77bcf86cd799439011")).hasToString("507f1f77bcf86cd799439011");
        assertThat(ObjectId.parse("FFFFFFFFFFFFFFFFFFFFFFFF")).hasToString("ffffffffffffffffffffffff");
        assertThat(ObjectId.parse("000000000000000000000000")).isEqualTo(new ObjectId(0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "507f1f77bcf86cd79943901", "507f1f77bcf86cd7994390111", "507f1f77bcf86cd79943901g", "né"})
    void refusesAnythingElse(String text) {
        assertThat(ObjectId.tryParse(text)).isNull();
        assertThatThrownBy(() -> ObjectId.parse(text)).hasMessageContaining("24 hexadecimal digits");
    }

    @Test
    void consecutiveIdsSpreadOverShards() {
        Set<Integer> shards = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            shards.add(Math.floorMod(new ObjectId(1, i).hashCode(), 8));
        }
        assertThat(shards).hasSize(8);
    }

    @Test
    void userAndGuestWithTheSameIdAreTwoParticipants() {
        ObjectId id = ObjectId.parse("507f1f77bcf86cd799439011");
        assertThat(ParticipantId.registered(id)).isNotEqualTo(ParticipantId.anonymous(id));
    }
}
