package com.meeshy.presence.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a viewer books of the events that reach it.
class PersonTest {
    private static final int MOVER = 7;

    private final Person mover = new Person(MOVER, true);
    private final Person viewer = new Person(1, false);
    private final Books books = new Books();

    @BeforeEach
    void theyKnowEachOther() {
        mover.meets(new Person[] {viewer});
        viewer.meets(new Person[] {mover});
        viewer.watch();
    }

    @Test
    void whatIsCausedIsExpectedAndDelivered() {
        assertThat(mover.cause(true)).isEqualTo(1);
        viewer.hear(MOVER, true, 10, books);

        assertThat(books.get(Count.DELIVERED)).isEqualTo(1);
        assertThat(viewer.giveUpMissing()).isZero();
    }

    @Test
    void whatNeverComesIsLost() {
        mover.cause(true);
        assertThat(viewer.giveUpMissing()).isEqualTo(1);

        mover.cause(false);
        mover.cause(true);
        mover.cause(false);
        viewer.hear(MOVER, false, 30, books);
        assertThat(books.get(Count.LOST)).as("what was jumped over").isEqualTo(2);
        assertThat(books.get(Count.DELIVERED)).isEqualTo(1);
    }

    @Test
    void whatComesTwiceIsADuplicate() {
        mover.cause(true);
        viewer.hear(MOVER, true, 10, books);
        viewer.hear(MOVER, true, 10, books);

        assertThat(books.get(Count.DUPLICATE)).isEqualTo(1);
        assertThat(books.get(Count.DELIVERED)).isEqualTo(1);
    }

    @Test
    void ofAServerWithoutVersionsToo() {
        mover.cause(true);
        viewer.hear(MOVER, true, -1, books);
        viewer.hear(MOVER, true, -1, books);

        assertThat(books.get(Count.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void theOlderAfterTheNewerIsOutOfOrder() {
        mover.cause(true);
        mover.cause(false);
        viewer.hear(MOVER, false, 20, books);
        viewer.hear(MOVER, true, 10, books);

        assertThat(books.get(Count.OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void whatNobodyCausedIsFalse() {
        viewer.hear(MOVER, true, 10, books);

        assertThat(books.get(Count.FALSE)).isEqualTo(1);
    }

    @Test
    void aNewerVersionOfWhatIsKnownIsARefresh() {
        mover.cause(true);
        viewer.hear(MOVER, true, 10, books);
        viewer.hear(MOVER, true, 11, books);

        assertThat(books.get(Count.REFRESH)).isEqualTo(1);
        assertThat(books.get(Count.DUPLICATE)).isZero();
    }

    @Test
    void whoDoesNotWatchIsOwedNothing() {
        viewer.stopWatching();

        assertThat(mover.cause(true)).isZero();
        assertThat(viewer.giveUpMissing()).isZero();
    }
}
