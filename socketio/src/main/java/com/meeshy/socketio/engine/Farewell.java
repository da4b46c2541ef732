package com.meeshy.socketio.engine;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Closes a connection so that its last words are heard. A TCP connection that is closed while the other side
/// still sends is reset, and the reset overtakes what was written: so only our direction is closed, and what
/// still comes is read and dropped by the caller until the other side closes too, for a short time.
public final class Farewell {

    private static final int PATIENCE_SECONDS = 3;

    private Farewell() {}

    /// Closes once `lastWords` are written. To be called on the event loop, with the context of the handler that
    /// will drop what still comes.
    public static void close(ChannelHandlerContext ctx, ChannelFuture lastWords) {
        ctx.channel().config().setAutoRead(true);
        lastWords.addListener(written -> {
            boolean plain = ctx.pipeline().get(SslHandler.class) == null;
            if (written.isSuccess() && plain && ctx.channel() instanceof DuplexChannel channel) {
                channel.shutdownOutput();
            } else {
                ctx.close(); // not channel.close(): that would come back to the handler
            }
        });
        try {
            ScheduledFuture<?> end = ctx.executor().schedule(() -> ctx.close(), PATIENCE_SECONDS, TimeUnit.SECONDS);
            ctx.channel().closeFuture().addListener(closed -> end.cancel(false));
        } catch (RejectedExecutionException e) {
            ctx.close(); // the loop is being shut down
        }
    }
}
