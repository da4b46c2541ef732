package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoSettings;
import io.netty.buffer.ByteBufAllocator;
import java.util.Arrays;
import java.util.List;

/// An engine without Socket.IO on top: sends back every message.
public final class EchoEngine {

    private final Engine engine;

    public EchoEngine(SocketIoSettings settings) {
        engine = new Engine(settings, System::nanoTime, Echo::new);
    }

    public RequestRouter router() {
        return engine.router();
    }

    private record Echo(EngineSession session) implements EngineListener {

        @Override
        public void opened() {}

        @Override
        public void text(byte[] packet, int offset) {
            byte[] whole = Arrays.copyOfRange(packet, offset - 1, packet.length);
            session.send(Outgoing.of(ByteBufAllocator.DEFAULT, new byte[0], whole, whole.length, List.of(), null));
        }

        @Override
        public void binary(byte[] data) {
            session.send(Outgoing.binary(ByteBufAllocator.DEFAULT, data));
        }

        @Override
        public void closed(CloseReason reason) {}
    }
}
