package com.meeshy.presence.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/// Closes a connection on which the client is still sending, so that it hears its last answer: a socket that is closed
/// with bytes in it that nobody read is reset, and the answer is lost (RFC 9112 §9.6). The end is told, then what
/// comes is thrown away until the client closes as well; not for long, and not much.
final class LingeringClose extends ChannelInboundHandlerAdapter {
    static final String NAME = "lingering-close";
    private static final int SECONDS = 2;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final ChannelPromise closed;
    private int bytes;

    private LingeringClose(ChannelPromise closed) {
        this.closed = closed;
    }

    /// Sends what is still to be sent, and closes. Event loop; more than once is as once.
    static void begin(Channel channel, ChannelPromise closed) {
        if (channel.pipeline().get(NAME) == null) {
            channel.pipeline().addFirst(NAME, new LingeringClose(closed));
        } else {
            channel.closeFuture().addListener(over -> closed.trySuccess());
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        Channel channel = context.channel();
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (!sent.isSuccess() || !(channel instanceof DuplexChannel duplex)) {
                context.close(closed);
                return;
            }
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
            channel.eventLoop().schedule(() -> context.close(closed), SECONDS, TimeUnit.SECONDS);
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        bytes += message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (bytes > MOST_BYTES) {
            context.close(closed);
        }
    }
}
