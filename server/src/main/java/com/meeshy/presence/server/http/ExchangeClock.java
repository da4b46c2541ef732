package com.meeshy.presence.server.http;

import com.meeshy.presence.live.admission.Limit;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/// What one client still owes: the header or the body of its request, the reading of its answer, or its next request.
/// Right behind the codec. Confined to the event loop; leaves the pipeline when it becomes a WebSocket.
///
/// | the client | may take |
/// |---|---|
/// | has sent nothing yet, or part of a header | `REQUEST_HEADER_TIME` |
/// | sends a body that is waited for | `REQUEST_BODY_TIME`, and no ten seconds with less than `SLOWEST_TRANSFER` |
/// | waits for its answer | as long as we take |
/// | reads its answer | no ten seconds with less than `SLOWEST_TRANSFER` |
/// | has all its answers | `IDLE_CONNECTION_TIME` |
final class ExchangeClock extends ChannelDuplexHandler {
    private final Deadlines deadlines;
    private final Visit visit;
    private @Nullable ChannelHandlerContext context;

    private int inFlight;
    private boolean bodyOpen;
    private boolean answering;
    private boolean answeredEarly;
    private boolean heardMessage;
    private boolean headerBegun = true;
    private boolean reading;
    private boolean over;

    private int waited;
    private int windowLooks;
    private long windowBytes;
    private int readerLooks;
    private long readerBytes;
    private long written;

    ExchangeClock(Deadlines deadlines, Visit visit) {
        this.deadlines = deadlines;
        this.visit = visit;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        deadlines.watch(added.channel().eventLoop(), this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        context = null;
        deadlines.forget(removed.channel().eventLoop(), this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        heardMessage = true;
        if (message instanceof HttpRequest) {
            inFlight++;
            bodyOpen = true;
            headerBegun = false;
            waited = 0;
            windowLooks = 0;
            windowBytes = 0;
            visit.spoke();
        }
        if (message instanceof HttpContent content) {
            windowBytes += content.content().readableBytes();
            bodyOpen &= !(message instanceof LastHttpContent);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (!heardMessage && !bodyOpen && inFlight == 0 && !headerBegun) {
            // Bytes came, and no message is in them yet.
            headerBegun = true;
            waited = 0;
        }
        heardMessage = false;
        ctx.fireChannelReadComplete();
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        reading = true;
        ctx.read();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            answering = response.status().code() >= 200;
        }
        if (message instanceof ByteBufHolder holder) {
            written += holder.content().readableBytes();
        } else if (message instanceof FileRegion region) {
            written += region.count();
        }
        if (message instanceof LastHttpContent && answering) {
            answering = false;
            answeredEarly = bodyOpen;
            inFlight--;
            waited = 0;
        }
        ctx.write(message, promise);
    }

    /// Who is answered before the body has come is still sending it.
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (answeredEarly && bodyOpen) {
            over = true;
            LingeringClose.begin(ctx.channel(), promise);
        } else {
            ctx.close(promise);
        }
    }

    /// Once a second, by [Deadlines].
    void look() {
        ChannelHandlerContext ctx = context;
        if (ctx == null || over) {
            return;
        }
        if (isReadTooSlowly(ctx)) {
            end(ctx, Limit.SLOWEST_TRANSFER);
        } else if (bodyOpen) {
            lookAtBody(ctx);
        } else if (inFlight == 0) {
            waited++;
            if (headerBegun && waited >= deadlines.header()) {
                end(ctx, Limit.REQUEST_HEADER_TIME);
            } else if (waited >= deadlines.idle()) {
                over = true;
                ctx.close();
            }
        }
    }

    private void lookAtBody(ChannelHandlerContext ctx) {
        if (!reading) {
            return; // we are not ready for more: the client is waiting, not we
        }
        if (++waited >= deadlines.body()) {
            end(ctx, Limit.REQUEST_BODY_TIME);
        } else if (++windowLooks >= Deadlines.WINDOW) {
            if (windowBytes < deadlines.leastInWindow()) {
                end(ctx, Limit.SLOWEST_TRANSFER);
            }
            windowLooks = 0;
            windowBytes = 0;
        }
    }

    /// Whether something was waiting to be sent all through a window, and hardly any of it went.
    private boolean isReadTooSlowly(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer waiting = ctx.channel().unsafe().outboundBuffer();
        if (waiting == null || waiting.isEmpty()) {
            readerLooks = 0;
            return false;
        }
        long sent = written - left(waiting);
        if (readerLooks++ == 0) {
            readerBytes = sent;
            return false;
        }
        if (readerLooks <= Deadlines.WINDOW) {
            return false;
        }
        readerLooks = 0;
        return sent - readerBytes < deadlines.leastInWindow();
    }

    /// Bytes that were written and have not been sent; of a file, those of the part that is being sent.
    private static long left(ChannelOutboundBuffer waiting) {
        Object current = waiting.current();
        long ofFile = current instanceof FileRegion region ? region.count() - region.transferred() : 0;
        return waiting.totalPendingWriteBytes() + ofFile;
    }

    /// Says so when there is still something to be said.
    private void end(ChannelHandlerContext ctx, Limit limit) {
        over = true;
        deadlines.exceeded(limit, visit.address());
        boolean silent = answering || inFlight > 1 || ctx.channel().unsafe().outboundBuffer() == null;
        if (silent || (limit == Limit.SLOWEST_TRANSFER && !bodyOpen)) {
            ctx.close();
        } else {
            LastWords.say(ctx, HttpResponseStatus.REQUEST_TIMEOUT, "REQUEST_TIMEOUT", "The request took too long.");
        }
    }
}
