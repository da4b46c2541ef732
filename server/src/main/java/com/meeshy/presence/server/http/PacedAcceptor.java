package com.meeshy.presence.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Accepts connections no faster than the event loops come round: a loop that has just been given many serves those
/// it has before it gets more. So thousands who connect, are refused and connect again wait in the queue of the
/// listening socket, and whoever is connected does not wait for them. One for each listening channel.
final class PacedAcceptor extends ChannelInboundHandlerAdapter {
    static final int MOST = 8;
    private static final int FEW = MOST / 2;

    /// Given to a loop that has not come round since.
    private final AtomicInteger fresh = new AtomicInteger();

    /// Confined to the loop of the listening channel.
    private boolean looksAgain;

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        Channel listening = context.channel();
        if (fresh.incrementAndGet() >= MOST) {
            pause(listening);
        }
        context.fireChannelRead(accepted);
        try {
            // Scheduled, not executed: what is executed may run before the loop has read what came.
            ((Channel) accepted).eventLoop().schedule(() -> cameRound(listening), 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            cameRound(listening);
        }
    }

    private void pause(Channel listening) {
        listening.config().setAutoRead(false);
        if (fresh.get() <= FEW) { // they came round in between
            listening.config().setAutoRead(true);
        } else if (!looksAgain) {
            looksAgain = true;
            // One loop that stands still must not keep everybody from the others.
            listening.eventLoop().schedule(() -> lookAgain(listening), 1, TimeUnit.SECONDS);
        }
    }

    private void lookAgain(Channel listening) {
        looksAgain = false;
        listening.config().setAutoRead(true);
    }

    private void cameRound(Channel listening) {
        if (fresh.decrementAndGet() == FEW) {
            listening.config().setAutoRead(true);
        }
    }
}
