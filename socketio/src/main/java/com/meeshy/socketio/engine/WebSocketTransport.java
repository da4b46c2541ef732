package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A WebSocket: the last handler of its pipeline, behind Netty's frame decoder. Writes ready-made frames.
final class WebSocketTransport extends ChannelDuplexHandler implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);

    private static final byte[] EIO3_MESSAGE = {4};
    private static final int GOING_AWAY = 1001;
    private static final WriteBufferWaterMark LITTLE = new WriteBufferWaterMark(2048, 4096);

    private final EngineSession session;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Fragments fragments;
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
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            carries(true);
        }
    }

    /// It is in its pipeline and carries the session from now on.
    void carries(boolean trusted) {
        mayWait(trusted);
        session.engine().carries(context().channel(), trusted);
    }

    /// How much may wait in the channel before its queue is full: the usual, or little for a stranger, so that one
    /// who does not read has soon used up what may wait for it.
    private void mayWait(boolean asUsual) {
        context().channel().config().setWriteBufferWaterMark(asUsual ? WriteBufferWaterMark.DEFAULT : LITTLE);
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
                writeEio3(ctx, message.attachment(i));
            }
        }
    }

    private void writeEio3(ChannelHandlerContext ctx, ByteBuf data) {
        if (session.binary()) {
            int length = data.readableBytes() + 1;
            ByteBuf header = ctx.alloc().directBuffer(WebSocketFrames.headerLength(length) + 1);
            WebSocketFrames.writeHeader(header, WebSocketFrames.BINARY, length);
            ctx.write(header.writeBytes(EIO3_MESSAGE), ctx.voidPromise());
            ctx.write(data.retainedDuplicate(), ctx.voidPromise());
        } else {
            byte[] base64 = PollingPayload4.base64(data);
            byte[] packet = new byte[base64.length + 2];
            packet[0] = 'b';
            packet[1] = '4';
            System.arraycopy(base64, 0, packet, 2, base64.length);
            ctx.write(WebSocketFrames.frame(ctx.alloc(), WebSocketFrames.TEXT, packet), ctx.voidPromise());
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
                int code = close.statusCode() < 0 ? 1000 : close.statusCode();
                goodbye(code, "", true);
                session.transportEnded(
                        this, code == GOING_AWAY ? CloseReason.CLIENT_GOING_AWAY : CloseReason.CLIENT_CLOSE);
            }
            default -> session.countPacket();
        }
    }

    private void message(WebSocketFrame frame, boolean text) throws ProtocolViolation {
        session.requireShort(this, frame.content().readableBytes());
        if (frame.isFinalFragment()) {
            packet(ByteBufUtil.getBytes(frame.content()), text);
            return;
        }
        fragments = new Fragments(text);
        if (session.counts(this)) {
            session.holdings().messageBegins();
            session.place();
        }
        add(fragments, frame.content());
    }

    private void continuation(WebSocketFrame frame) throws ProtocolViolation {
        Fragments parts = fragments;
        if (parts == null) {
            throw new ProtocolViolation("continuation of nothing");
        }
        session.countPacket();
        add(parts, frame.content());
        if (frame.isFinalFragment()) {
            fragments = null;
            if (session.counts(this)) {
                session.holdings().messageIsWhole();
                session.holdings().release(parts.length());
                session.tidy();
            }
            packet(parts.bytes(), parts.text());
        }
    }

    private void add(Fragments parts, ByteBuf part) throws ProtocolViolation {
        session.requireShort(this, parts.length() + part.readableBytes());
        if (session.counts(this)) {
            session.holdings().keep(part.readableBytes());
        }
        parts.add(part);
    }

    private void packet(byte[] data, boolean text) throws ProtocolViolation {
        if (!text) {
            session.receive(
                    this, session.protocol() == 4 ? new EnginePacket.Binary(data) : PollingPayload3.binaryPacket(data));
        } else if (data.length > 0 && data[0] == 'b' && session.protocol() == 3) {
            session.receive(this, PollingPayload3.base64Packet(data, 0, data.length));
        } else {
            session.receive(this, new EnginePacket.Text(data));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        session.transportEnded(this, CloseReason.TRANSPORT_LOST);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case TooLongFrameException e -> session.violated(this, tooLong());
            case CorruptedWebSocketFrameException e ->
                session.violated(
                        this, e.closeStatus().code() == 1009 ? tooLong() : new ProtocolViolation("frame that is none"));
            case IOException e -> {
                // Later: a failed write tells so at once, in the middle of a broadcast over the rooms this would
                // change.
                ctx.executor().execute(() -> session.transportEnded(this, CloseReason.TRANSPORT_ERROR));
                ctx.close();
            }
            default -> {
                LOG.error("websocket failed", cause);
                session.violated(this, new ProtocolViolation("internal error", CloseReason.TRANSPORT_ERROR));
            }
        }
    }

    private static ProtocolViolation tooLong() {
        return new ProtocolViolation("message too long", SocketIoLimit.PAYLOAD);
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

    /// A message that comes in several frames.
    private static final class Fragments {
        private final boolean text;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Fragments(boolean text) {
            this.text = text;
        }

        void add(ByteBuf part) {
            bytes.writeBytes(ByteBufUtil.getBytes(part));
        }

        int length() {
            return bytes.size();
        }

        boolean text() {
            return text;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
