package com.meeshy.socketio.socket;

import com.meeshy.socketio.engine.EngineSession;
import com.meeshy.socketio.engine.Holdings;
import com.meeshy.socketio.engine.ProtocolViolation;
import java.util.ArrayList;
import java.util.List;

/// A packet that waits for its attachments: bytes, counted as what its session makes the server keep. When there
/// is no room for those of everybody, the packet loses its attachments and is refused once they have come.
final class BinaryAssembly {

    private final EngineSession engine;
    private final SocketPacket packet;
    private final List<byte[]> attachments = new ArrayList<>(2);
    private int missing;
    private int kept;
    private boolean refused;

    BinaryAssembly(EngineSession engine, SocketPacket packet) throws ProtocolViolation {
        this.engine = engine;
        this.packet = packet;
        this.missing = packet.attachments();
        keep(packet.bytes().length);
        engine.holdings().attachmentsBegin();
    }

    private void keep(int bytes) throws ProtocolViolation {
        Holdings holdings = engine.holdings();
        if (engine.isTrusted()) {
            if (!holdings.keepIfRoom(bytes)) {
                refused = true;
                return;
            }
        } else {
            holdings.keep(bytes);
        }
        kept += bytes;
    }

    /// True when that was the last one.
    boolean add(byte[] attachment) throws ProtocolViolation {
        if (!refused) {
            keep(attachment.length);
        }
        if (refused) {
            attachments.clear();
        } else {
            attachments.add(attachment);
        }
        return --missing == 0;
    }

    /// Keeps nothing any more, because all has come.
    void release() {
        Holdings holdings = engine.holdings();
        holdings.attachmentsAreWhole();
        holdings.release(kept);
        engine.tidy();
    }

    boolean isRefused() {
        return refused;
    }

    /// The packet with as many attachments as were kept.
    SocketPacket packet() {
        return packet.with(attachments);
    }
}
