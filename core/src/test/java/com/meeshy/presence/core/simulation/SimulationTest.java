package com.meeshy.presence.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The presence core in virtual time, and the proof that its invariants notice faults.
class SimulationTest {
    private static final long SEEDS_FOR_A_DEFECT = 60;

    @Test
    void everyInvariantHoldsForTwoHundredVirtualHours() throws Exception {
        live(1, 200);
    }

    @Test
    @Tag("long")
    void everyInvariantHoldsForTenThousandMore() throws Exception {
        live(201, 10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSES_FORGOTTEN, OnlineMeansConnected",
        "EVERY_TAB_ANNOUNCED, OneEdgeOneEvent",
        "REMOVAL_IGNORED, NoEventToStrangers",
        "DEAF_AT_THE_END, ViewersAgreeAtRest",
        "NO_DIGESTS, ViewerNeverWrongLongerThanBound",
        "SLOW_HEARTBEAT, ViewerNeverWrongLongerThanBound",
        "STALE_ACTIVITY, LastActiveNeverBack",
        "LAST_SEEN_AT_EVERY_CLOSE, LastSeenOnlyAtLastClose",
        "SHORT_THROTTLE, AtMostOneWritePerMinute",
        "CLOSES_IN_DRAIN, NoFalseOfflineInDrain",
        "BOOKS_NEVER_CLEARED, NothingGrowsWithoutBound",
        "HASTY_DIGEST, HealthyClientNeverAsks",
        "COUNTS_EVERY_SECOND, CountsAtMostEveryFiveSeconds",
        "EXPIRY_IGNORED, CredentialEndsConnection",
        "OPENERS_FORGOTTEN, OpenersAgreeAtRest",
        "BATCH_TWICE, BatchesAtMostEverySecond",
        "TOLD_FOR_EACH_CONVERSATION, OneChangeToldOnce",
        "UNTRACKED_JOIN_SILENT, ViewerNeverWrongLongerThanBound",
        "DEACTIVATION_HALF_DONE, HealthyClientNeverAsks",
        "LEASE_STANDS_STILL, NoFalseOfflineInDrain",
        "DURATIONS_BY_WALL_CLOCK, ViewerNeverWrongLongerThanBound",
        "FUTURE_KEPT, NoMomentOfTheFuture",
        "EVERY_END_A_GOODBYE, NoEndToldBeforeItsGrace"
    })
    void aPlantedDefectIsNoticedByItsInvariant(Defect defect, String invariant) {
        assertThat(LongStream.rangeClosed(1, SEEDS_FOR_A_DEFECT)
                        .mapToObj(seed -> Verdict.of(Plan.of(seed, Simulate.HOURS_EACH), defect, false))
                        .map(Verdict::broken)
                        .anyMatch(broken -> broken != null && broken.invariant().equals(invariant)))
                .as("some seed breaks %s", invariant)
                .isTrue();
    }

    @Test
    void aFailureIsToldAsAShortStory() {
        Verdict failing = Verdict.of(Plan.of(1, 1), Defect.EVERY_TAB_ANNOUNCED, false);
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        Simulate.tell(failing, Defect.EVERY_TAB_ANNOUNCED, new PrintStream(told, true, StandardCharsets.UTF_8));

        String story = told.toString(StandardCharsets.UTF_8);
        assertThat(story).contains("replay: ./meeshy simulate --seed 1", "what happened:", "OneEdgeOneEvent");
        assertThat(Shrinking.shrink(failing, Defect.EVERY_TAB_ANNOUNCED).acts())
                .as("two tabs are enough")
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theSameSeedTellsTheSameStory() {
        Plan plan = Plan.of(42, 1);

        assertThat(Verdict.of(plan, Defect.NONE, true).story())
                .isEqualTo(Verdict.of(plan, Defect.NONE, true).story())
                .isNotEmpty();
    }

    @Test
    void theCommandLineIsChecked() {
        assertThat(Simulate.run(List.of("--seed", "7"))).isZero();
        assertThat(Simulate.run(List.of("--sed", "7"))).isEqualTo(2);
        assertThat(Simulate.run(List.of("--hours", "many"))).isEqualTo(2);
    }

    /// Worlds from a seed on; three at a time, each on one thread.
    private static void live(long firstSeed, long hours) throws InterruptedException, ExecutionException {
        try (ExecutorService three = Executors.newFixedThreadPool(3)) {
            List<Future<Verdict>> verdicts = LongStream.range(
                            firstSeed, firstSeed + (hours + Simulate.HOURS_EACH - 1) / Simulate.HOURS_EACH)
                    .mapToObj(seed ->
                            three.submit(() -> Verdict.of(Plan.of(seed, Simulate.HOURS_EACH), Defect.NONE, false)))
                    .toList();
            for (Future<Verdict> each : verdicts) {
                Verdict verdict = each.get();
                if (verdict.broken() != null) {
                    three.shutdownNow();
                    Simulate.tell(verdict, Defect.NONE, System.out);
                    fail(
                            "seed %d breaks %s",
                            verdict.plan().seed(), verdict.broken().getMessage());
                }
            }
        }
    }
}
