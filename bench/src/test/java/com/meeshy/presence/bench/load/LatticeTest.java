package com.meeshy.presence.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatticeTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 20})
    void everybodyInAWholeBlockSeesThatMany(int contacts) {
        Lattice lattice = Lattice.of(Lattice.of(1, contacts).block(), contacts);

        for (int person = 0; person < lattice.people(); person++) {
            assertThat(lattice.contacts(person)).hasSize(contacts).doesNotContain(person);
        }
    }

    @Test
    void contactsAreExactlyThoseOfTheConversationsEachOnce() {
        Lattice lattice = Lattice.of(300, 20);
        List<Set<Integer>> met = java.util.stream.Stream.generate(() -> (Set<Integer>) new HashSet<Integer>())
                .limit(300)
                .toList();
        for (int conversation = 0; conversation < lattice.conversations(); conversation++) {
            List<Integer> members = lattice.members(conversation);
            for (int one : members) {
                for (int other : members) {
                    if (one != other) {
                        assertThat(met.get(one).add(other))
                                .as("%s meets %s once", one, other)
                                .isTrue();
                    }
                }
            }
        }
        for (int person = 0; person < 300; person++) {
            assertThat(met.get(person))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(lattice.contacts(person)).boxed().toList());
        }
    }

    @Test
    void noMoverSeesAnother() {
        Lattice lattice = Lattice.of(1_000, 18);

        for (int person = 0; person < 1_000; person++) {
            if (lattice.isMover(person)) {
                assertThat(Arrays.stream(lattice.contacts(person)).filter(lattice::isMover))
                        .isEmpty();
            }
        }
    }
}
