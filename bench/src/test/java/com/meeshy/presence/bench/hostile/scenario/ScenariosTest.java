package com.meeshy.presence.bench.hostile.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.bench.hostile.stranger.Ground;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Every kind of harm has its own addresses, and none strikes twice.
class ScenariosTest {
    @Test
    void namesDiffer() {
        assertThat(Scenarios.all().stream().map(Scenario::name)).doesNotHaveDuplicates();
    }

    @Test
    void thereAreAddressesForAll() {
        assertThat(Scenarios.all()).hasSizeLessThanOrEqualTo(Ground.QUARTERS);
    }

    @Test
    void theShortFormStrikesOnceWithEach() {
        List<Scenario> brief = Scenarios.brief().stream().flatMap(List::stream).toList();
        assertThat(brief).doesNotHaveDuplicates().isSubsetOf(Scenarios.all());
        assertThat(brief).hasSizeGreaterThan(Scenarios.all().size() / 2);
    }

    @Test
    void aBrokenBoundIsSeen() {
        Verdict verdict = new Verdict();
        verdict.atMost("answers p99", 100.0, "ms", 100);
        verdict.atMost("messages lost", 1, "", 0);
        verdict.about("silence: ");
        verdict.atLeast("ended by the gateway", 8, "", 9);
        assertThat(verdict.broken().stream().map(Objects::toString))
                .containsExactly("messages lost 1  (≤ 0)", "silence: ended by the gateway 8  (≥ 9)");
    }
}
