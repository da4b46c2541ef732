package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.engine.EnginePacket.Text;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A WebSocket that wants to take over a polling session. It first proves that it works (`2probe`, answered
/// `3probe`); from then on polls are not kept waiting, so that the client can leave them; then it says that it
/// takes over (`5`). Whatever happens to it before that does the session no harm.
final class UpgradeAttempt {

    /// Bytes of what it may say: a probe is six.
    static final int MAX_MESSAGE = 1000;

    private static final byte[] PROBE = "2probe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAKE_OVER = "5".getBytes(StandardCharsets.US_ASCII);

    private final WebSocketTransport webSocket;
    private final int dueTick;
    private boolean probed;

    /// @param dueTick when it must be done
    UpgradeAttempt(WebSocketTransport webSocket, int dueTick) {
        this.webSocket = webSocket;
        this.dueTick = dueTick;
    }

    WebSocketTransport webSocket() {
        return webSocket;
    }

    int dueTick() {
        return dueTick;
    }

    boolean probed() {
        return probed;
    }

    /// What the WebSocket said. True when it takes over now.
    boolean receive(EnginePacket packet, ByteBufAllocator allocator) throws ProtocolViolation {
        if (packet instanceof Text(byte[] bytes)) {
            if (probed && Arrays.equals(bytes, TAKE_OVER)) {
                return true;
            }
            if (Arrays.equals(bytes, PROBE)) {
                probed = true;
                Outgoing answer = Outgoing.text(allocator, "3probe");
                webSocket.write(answer);
                answer.release();
                webSocket.flushWritten();
                return false;
            }
        }
        throw new ProtocolViolation("neither probe nor upgrade");
    }

    void giveUp() {
        webSocket.close(CloseReason.PROTOCOL_VIOLATION);
    }
}
