package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A WebSocket: the last handler of its pipeline, behind Netty's frame decoder. Writes ready-made frames.
final class WebSocketTransport extends ChannelDuplexHandler implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);

    private static final int NORMAL = 1000;
    private static final int GOING_AWAY = 1001;
    private static final WriteBufferWaterMark LITTLE = new WriteBufferWaterMark(2048, 4096);

    private final EngineSession session;
    private @Nullable ChannelHandlerContext context;
    private @Nullable FragmentedMessage fragments;
    private boolean closing;
    private boolean framed;

    WebSocketTransport(EngineSession session) {
        this.session = session;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public String name() {
        return "websocket";
    }

    /// The decoder's place in the pipeline: nothing between it and us handles what goes out, so a frame written
    /// there takes a shorter way.
    ChannelHandlerContext nearestToWire() {
        ChannelHandlerContext decoder = context().pipeline().context(WebSocketFrameDecoder.class);
        return decoder == null ? context() : decoder;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ctx;
    }

    @Override
    public void trusted() {
        if (context != null) {
            carries(true);
        }
    }

    /// It is in its pipeline and carries the session from now on. The channel of a stranger is full when little
    /// waits in it, so that one who does not read has soon used up what may wait for it.
    void carries(boolean trusted) {
        Channel channel = context().channel();
        channel.config().setWriteBufferWaterMark(trusted ? WriteBufferWaterMark.DEFAULT : LITTLE);
        session.engine().carries(channel, trusted);
    }

    @Override
    public boolean writable() {
        ChannelHandlerContext ctx = context();
        if (!ctx.channel().isWritable()) {
            // A burst within one turn of the loop can fill the buffer of a client that reads well: try to empty it.
            ctx.flush();
        }
        return ctx.channel().isWritable();
    }

    @Override
    public void write(Outgoing message) {
        ChannelHandlerContext ctx = context();
        if (message.hasText()) {
            ctx.write(message.shareFrame(), ctx.voidPromise());
        }
        for (int i = 0; i < message.attachmentCount(); i++) {
            if (session.protocol() == 4) {
                ctx.write(message.attachmentFrame(i).retainedDuplicate(), ctx.voidPromise());
            } else {
                BinaryPackets.write(ctx, message.attachment(i), session.binary());
            }
        }
    }

    void flushWritten() {
        context().flush();
    }

    @Override
    public void flush() {
        ChannelHandlerContext ctx = context();
        ctx.flush();
        while (session.waiting() && ctx.channel().isWritable()) {
            for (Outgoing next = session.nextWaiting(); next != null; next = nextIfWritable(ctx)) {
                write(next);
                next.release();
            }
            ctx.flush();
        }
    }

    private @Nullable Outgoing nextIfWritable(ChannelHandlerContext ctx) {
        return ctx.channel().isWritable() ? session.nextWaiting() : null;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && session.waiting()) {
            session.flushLater();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof WebSocketFrame frame) || closing) {
            ReferenceCountUtil.release(msg);
            return;
        }
        framed = true;
        try {
            receive(ctx, frame);
        } catch (ProtocolViolation e) {
            session.violated(this, e);
        } finally {
            frame.release();
        }
    }

    /// What had come of a frame is being decoded, with what has come now.
    void frameIsRead() {
        if (session.counts(this)) {
            session.holdings().frameIsRead();
        }
    }

    /// So many bytes are left of a frame that is not whole.
    void unfinished(int bytes) {
        if (closing) {
            return;
        }
        try {
            session.requireShort(this, bytes);
            if (session.counts(this)) {
                session.holdings().frame(bytes, framed);
                session.tidy();
                session.place();
            }
        } catch (ProtocolViolation e) {
            session.violated(this, e);
        }
        framed = false;
    }

    private void receive(ChannelHandlerContext ctx, WebSocketFrame frame) throws ProtocolViolation {
        switch (frame) {
            case TextWebSocketFrame text -> message(text, true);
            case BinaryWebSocketFrame binary -> message(binary, false);
            case ContinuationWebSocketFrame more -> continuation(more);
            case PingWebSocketFrame ping -> {
                session.countPacket();
                if (ctx.channel().isWritable()) { // one that pings and does not read gets no more pongs
                    byte[] data = ByteBufUtil.getBytes(ping.content());
                    ctx.writeAndFlush(WebSocketFrames.frame(ctx.alloc(), WebSocketFrames.PONG, data));
                }
            }
            case CloseWebSocketFrame close -> {
                int code = close.statusCode() < 0 ? NORMAL : close.statusCode();
                goodbye(code, "", true);
                boolean away = code == GOING_AWAY;
                session.transportEnded(this, away ? CloseReason.CLIENT_GOING_AWAY : CloseReason.CLIENT_CLOSE);
            }
            default -> session.countPacket();
        }
    }

    private void message(WebSocketFrame frame, boolean text) throws ProtocolViolation {
        session.requireShort(this, frame.content().readableBytes());
        if (frame.isFinalFragment()) {
            whole(ByteBufUtil.getBytes(frame.content()), text);
            return;
        }
        FragmentedMessage begun = new FragmentedMessage(session, this, text);
        fragments = begun;
        begun.add(frame.content());
    }

    private void continuation(WebSocketFrame frame) throws ProtocolViolation {
        FragmentedMessage begun = fragments;
        if (begun == null) {
            throw new ProtocolViolation("continuation of nothing");
        }
        session.countPacket();
        begun.add(frame.content());
        if (frame.isFinalFragment()) {
            fragments = null;
            whole(begun.whole(), begun.isText());
        }
    }

    private void whole(byte[] message, boolean text) throws ProtocolViolation {
        session.receive(this, EnginePacket.ofMessage(message, text, session.protocol()));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        session.transportEnded(this, CloseReason.TRANSPORT_LOST);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ProtocolViolation unreadable = FrameReader.violation(cause);
        if (unreadable != null) {
            session.violated(this, unreadable);
        } else if (cause instanceof IOException) {
            // Later: a failed write tells so at once, in the middle of a broadcast over the rooms this would change.
            ctx.executor().execute(() -> session.transportEnded(this, CloseReason.TRANSPORT_ERROR));
            ctx.close();
        } else {
            LOG.error("websocket failed", cause);
            session.violated(this, new ProtocolViolation("internal error", CloseReason.TRANSPORT_ERROR));
        }
    }

    /// A close by somebody else in the process, e.g. a server that stops and takes this channel for an idle one.
    /// Only the session closes a WebSocket: the promise is kept when it does.
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        ctx.channel().closeFuture().addListener(closed -> promise.trySuccess());
    }

    @Override
    public boolean hasLastWords(CloseReason reason) {
        return false;
    }

    @Override
    public void end() {
        throw new IllegalStateException("nothing takes over from a WebSocket");
    }

    @Override
    public void close(CloseReason reason) {
        flush();
        goodbye(reason.webSocketCode(), reason.text(), false);
    }

    /// @param answered the client has said goodbye already and will send no more
    private void goodbye(int code, String text, boolean answered) {
        if (closing) {
            return;
        }
        closing = true;
        fragments = null;
        ChannelHandlerContext ctx = context();
        ChannelFuture written = ctx.writeAndFlush(WebSocketFrames.close(ctx.alloc(), code, text));
        if (answered) {
            written.addListener(done -> ctx.close()); // not channel.close(): that would come back to us
        } else {
            Farewell.close(ctx, written);
        }
    }
}
