package com.meeshy.presence.server.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.RejectedExecutionException;

/// What an event loop still reads of strangers in its present turn: the first get what they send, the others little,
/// so that however many send at once the turn is short. Confined to the loop.
final class StrangersTurn {
    static final int TOGETHER = 16 * 1024;
    static final int EACH_AT_LEAST = 1024;

    private static final FastThreadLocal<StrangersTurn> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected StrangersTurn initialValue() {
            return new StrangersTurn();
        }
    };

    private int left = TOGETHER;
    private boolean begun;

    static StrangersTurn current() {
        return OF_LOOP.get();
    }

    int share() {
        return Math.max(left, EACH_AT_LEAST);
    }

    void read(int bytes, EventLoop loop) {
        left -= bytes;
        if (!begun) {
            begun = true;
            try {
                // A loop runs what it is given after it has read of all who sent.
                loop.execute(this::end);
            } catch (RejectedExecutionException e) {
                end();
            }
        }
    }

    private void end() {
        begun = false;
        left = TOGETHER;
    }
}
