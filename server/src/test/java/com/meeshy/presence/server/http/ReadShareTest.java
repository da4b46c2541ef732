package com.meeshy.presence.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.server.telemetry.PresenceMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How much of a turn of its loop one connection gets.
class ReadShareTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Visit visit = enter();

    private Visit enter() {
        Limits limits = new Limits(LimitSettings.defaults(), new PresenceMetrics(), System::nanoTime);
        return Objects.requireNonNull(new Visitors(limits, 40, 1_000, peer -> true).enter(channel));
    }

    /// Sends without end.
    ///
    /// @return the bytes read in a turn
    private int turn(ExtendedHandle handle) {
        handle.reset(channel.config());
        int bytes = 0;
        do {
            ByteBuf buffer = handle.allocate(UnpooledByteBufAllocator.DEFAULT);
            bytes += buffer.writableBytes();
            handle.attemptedBytesRead(buffer.writableBytes());
            handle.lastBytesRead(buffer.writableBytes());
            handle.incMessagesRead(1);
            buffer.release();
        } while (handle.continueReading(() -> true));
        handle.readComplete();
        return bytes;
    }

    /// Another turn of the loop.
    @AfterEach
    void next() {
        channel.runPendingTasks();
    }

    private int afterSomeTurns(ExtendedHandle handle) {
        for (int i = 0; i < 20; i++) {
            turn(handle);
            next();
        }
        return turn(handle);
    }

    @Test
    void a_stranger_has_one_read_and_its_session_a_small_one() {
        ExtendedHandle handle = (ExtendedHandle) ReadShare.of(visit).newHandle();
        assertThat(afterSomeTurns(handle)).isEqualTo(StrangersTurn.TOGETHER);
        visit.carriesSession(false);
        next();
        assertThat(afterSomeTurns(handle)).isLessThanOrEqualTo(4 * 1024);
    }

    @Test
    void strangers_together_have_one_share_and_little_each_after_it() {
        ExtendedHandle first = (ExtendedHandle) ReadShare.of(visit).newHandle();
        ExtendedHandle second = (ExtendedHandle) ReadShare.of(visit).newHandle();
        afterSomeTurns(first);
        assertThat(turn(second)).isEqualTo(StrangersTurn.EACH_AT_LEAST);
        assertThat(turn(first)).isEqualTo(StrangersTurn.EACH_AT_LEAST);
        next();
        assertThat(afterSomeTurns(first)).isEqualTo(StrangersTurn.TOGETHER);
    }

    @Test
    void whoever_is_known_reads_as_usual() {
        ExtendedHandle handle = (ExtendedHandle) ReadShare.of(visit).newHandle();
        visit.carriesSession(true);
        assertThat(afterSomeTurns(handle)).isEqualTo(16 * 64 * 1024);
    }
}
