package com.meeshy.presence.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.DelegatingHandle;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.util.UncheckedBooleanSupplier;

/// How much one connection may read in one turn of its event loop, before the others have theirs. Whoever is known
/// reads as usual in Netty; of strangers each reads once, its part of [StrangersTurn], and little on a Socket.IO
/// session: so it is the others who are served, and no buffers are filled, while strangers send as fast as they can.
/// What is not read yet waits in the system, and TCP tells the sender.
final class ReadShare extends DelegatingHandle implements ExtendedHandle {
    private static final RecvByteBufAllocator USUAL = new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(16);
    private static final int SESSION_OF_A_STRANGER = 4 * 1024;

    private final Visit visit;

    private ReadShare(Visit visit) {
        super(USUAL.newHandle());
        this.visit = visit;
    }

    static RecvByteBufAllocator of(Visit visit) {
        return () -> new ReadShare(visit);
    }

    @Override
    public int guess() {
        int usual = super.guess();
        if (visit.isKnown()) {
            return usual;
        }
        int share = StrangersTurn.current().share();
        return Math.min(usual, visit.isSession() ? Math.min(share, SESSION_OF_A_STRANGER) : share);
    }

    @Override
    public void lastBytesRead(int bytes) {
        super.lastBytesRead(bytes);
        if (bytes > 0 && !visit.isKnown()) {
            StrangersTurn.current().read(bytes, visit.loop());
        }
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
        return allocator.ioBuffer(guess());
    }

    @Override
    public boolean continueReading() {
        return visit.isKnown() && super.continueReading();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier maybeMoreData) {
        return visit.isKnown() && ((ExtendedHandle) delegate()).continueReading(maybeMoreData);
    }
}
