package com.meeshy.presence.bench.hostile.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What strangers send at random can be sent again.
class MutationTest {
    private static final String VALID = "42[\"heartbeat\",{}]";

    @Test
    void theSameSeedMakesTheSame() {
        assertThat(some(new Mutation(new Random(7)))).isEqualTo(some(new Mutation(new Random(7))));
        assertThat(some(new Mutation(new Random(8)))).isNotEqualTo(some(new Mutation(new Random(7))));
    }

    private static List<String> some(Mutation mutation) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(Arrays.toString(mutation.of(VALID)) + mutation.json(3));
        }
        return all;
    }

    @Test
    void mostMutationsDiffer() {
        Mutation mutation = new Mutation(new Random(1));
        int same = 0;
        for (int i = 0; i < 1_000; i++) {
            same += Arrays.equals(mutation.of(VALID), VALID.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                    ? 1
                    : 0;
        }
        assertThat(same).isLessThan(30);
    }

    @Test
    void oddPayloadsAreStillJson() throws Exception {
        Mutation mutation = new Mutation(new Random(1));
        ObjectMapper json = new ObjectMapper();
        for (int i = 0; i < 1_000; i++) {
            assertThat(json.readTree(mutation.json(3))).isNotNull();
        }
    }
}
