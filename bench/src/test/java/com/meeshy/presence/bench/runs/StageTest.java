package com.meeshy.presence.bench.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Count;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Timing;
import com.meeshy.presence.bench.load.Who;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A small crowd on a real gateway: the books are exact.
class StageTest {
    private static final Cores CORES = new Cores(2, false);

    @Test
    void everyEventIsCountedAndABreakOfEveryLineIsSeenByNobody() throws Exception {
        Lattice lattice = Lattice.of(121, 20);
        try (Stage stage = Stage.open(Options.of(), CORES, lattice, 0.2, Map.of("OFFLINE_GRACE", "20s"))) {
            Crowd crowd = stage.crowd();
            crowd.enter(Who.STAYERS, 0, 60);
            crowd.enter(Who.HALF_OF_MOVERS, 0, 60);
            new Churn(crowd, 1).run(40, 3);
            crowd.settle();
            Tally tally = crowd.takeTally();

            assertThat(tally.get(Count.EDGES)).isGreaterThan(20);
            assertThat(tally.get(Count.DELIVERED))
                    .isEqualTo(tally.get(Count.EXPECTED))
                    .isGreaterThan(400);
            assertThat(tally.get(Count.LOST) + tally.get(Count.DUPLICATE) + tally.get(Count.FALSE))
                    .isZero();
            assertThat(tally.histogram(Timing.EDGE).getTotalCount()).isEqualTo(tally.get(Count.DELIVERED));

            int present = crowd.present();
            crowd.flap(60);
            crowd.settle();
            Tally storm = crowd.takeTally();
            assertThat(storm.get(Count.LOGINS)).isEqualTo(present);
            assertThat(storm.get(Count.OTHER_OFFLINE) + storm.get(Count.FALSE)).isZero();
        }
    }

    @Test
    void aPartInAProcessOfItsOwnTellsItsCostAndItsBooks() throws Exception {
        try (ScalePart part = ScalePart.start(CORES, 121, 20, 500, 1)) {
            Filling filling = part.filled();
            assertThat(filling.connections()).isEqualTo(110);
            assertThat(filling.resident()).isPositive();
            part.proceed();
            Tally tally = part.tally();
            assertThat(tally.get(Count.EDGES)).isEqualTo(20);
            assertThat(tally.get(Count.DELIVERED))
                    .isEqualTo(tally.get(Count.EXPECTED))
                    .isPositive();
        }
    }

    @Test
    void moreConnectionsThanTheSystemAllowsAreRefusedWithASentence() {
        assertThatThrownBy(() -> Stage.open(Options.of(), CORES, Lattice.of(100_000_000, 20), new byte[0], 0, Map.of()))
                .hasMessageContaining("100000000 connections need more descriptors");
    }
}
