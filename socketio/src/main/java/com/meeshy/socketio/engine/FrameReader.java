package com.meeshy.socketio.engine;

import com.meeshy.socketio.SocketIoLimit;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import org.jspecify.annotations.Nullable;

/// Netty's frame decoder, which also tells the transport how much has come of a frame that is not whole.
final class FrameReader extends WebSocket13FrameDecoder {

    private @Nullable WebSocketTransport transport;
    private boolean unfinished;

    FrameReader(WebSocketDecoderConfig config) {
        super(config);
    }

    void tell(WebSocketTransport reader) {
        transport = reader;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        WebSocketTransport reader = transport;
        if (unfinished && reader != null) {
            reader.frameIsRead();
        }
        super.channelRead(ctx, msg);
        int bytes = actualReadableBytes();
        if (reader != null && (unfinished || bytes > 0)) {
            unfinished = bytes > 0;
            reader.unfinished(bytes);
        }
    }

    /// What is wrong with a frame that could not be read; null when something else has failed.
    static @Nullable ProtocolViolation violation(Throwable failure) {
        return switch (failure) {
            case TooLongFrameException e -> tooLong();
            case CorruptedWebSocketFrameException e
            when e.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG) -> tooLong();
            case CorruptedWebSocketFrameException e -> new ProtocolViolation("frame that is none");
            default -> null;
        };
    }

    private static ProtocolViolation tooLong() {
        return new ProtocolViolation("message too long", SocketIoLimit.PAYLOAD);
    }
}
