package com.meeshy.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a loop does with deadlines.
class EngineLoopTest {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger met = new AtomicInteger();
    private final DefaultEventLoop thread = new DefaultEventLoop();
    private final EngineLoop loop = new EngineLoop(thread, 0, nanos::get, TICK, 0);

    @AfterEach
    void stop() {
        thread.shutdownGracefully();
    }

    @Test
    void aDeadlineIsMetWhenItsTickComes() {
        due(5);
        ticks(4);
        assertThat(met).hasValue(0);
        ticks(1);
        assertThat(met).hasValue(1);
    }

    @Test
    void afterAStandstillWhatCameMeanwhileIsReadBeforeAnyDeadlineIsMet() {
        due(5);
        standStill();
        assertThat(met).as("what was sent in time may wait to be read").hasValue(0);
        ticks(1);
        assertThat(met).hasValue(1);
    }

    @Test
    void aLoopThatIsAlwaysLateMeetsItsDeadlinesToo() {
        due(5);
        standStill();
        standStill();
        assertThat(met).hasValue(1);
        due(40);
        standStill();
        standStill();
        assertThat(met).hasValue(2);
    }

    private void due(int tick) {
        loop.wheel()
                .place(
                        new WheelEntry() {
                            @Override
                            void deadline() {
                                met.incrementAndGet();
                            }
                        },
                        tick);
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            nanos.addAndGet(TICK);
            loop.tick();
        }
    }

    private void standStill() {
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        loop.tick();
    }
}
