package com.meeshy.socketio.engine;

import com.meeshy.socketio.CloseReason;
import com.meeshy.socketio.SocketIoLimit;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/// The side of a session that writes: a message leaves at once where it can, and waits in the backlog where it
/// cannot. Confined to the event loop.
///
/// A superclass and not a part, so that a delivery finds all it needs in one object.
abstract sealed class WritingSession extends WatchedSession permits EngineSession {

    /// Where the WebSocket's frames leave, for the short way of a delivery; null while polling.
    private @Nullable ChannelHandlerContext direct;

    private final Backlog backlog;
    private boolean waiting;
    private boolean flushing;
    private boolean tooSlow;

    WritingSession(Engine engine, EngineLoop loop, AddressBook.Account account, OpeningRequest opening) {
        super(engine, loop, account, opening);
        this.backlog = new Backlog(engine.settings().connectionLimits().slowReaders());
    }

    abstract boolean isOpen();

    abstract Transport transport();

    /// From now on messages leave here.
    void writeTo(ChannelHandlerContext nearestToWire) {
        direct = nearestToWire;
    }

    /// Sends a message; takes its reference. Dropped when the session has ended.
    public void send(Outgoing message) {
        sendShared(message);
        message.release();
    }

    /// Sends a message that others get as well; borrows it. The way of every delivery of a broadcast, so it
    /// touches as few objects as it can: with many connections each one is a miss in the processor's cache.
    public void sendShared(Outgoing message) {
        if (!isOpen()) {
            return;
        }
        loop().countSent();
        ChannelHandlerContext socket = direct;
        if (socket != null && !waiting && message.isFrame() && socket.channel().isWritable()) {
            socket.write(message.shareFrame(), socket.voidPromise());
        } else if (!waiting && transport().writable()) {
            transport().write(message);
        } else {
            enqueue(message.retain());
        }
        flushLater();
    }

    // ---- what waits ----

    /// Lets a message wait; takes its reference.
    void enqueue(Outgoing message) {
        waiting = true;
        if (backlog.add(message)) {
            engine().counters().superseded.increment();
        }
        boolean tooMuch =
                backlog.bytes() > engine().settings().connectionLimits().outgoingBytes();
        if (!tooSlow && (tooMuch || !tellBacklog(backlog.bytes()))) {
            tooSlow = true;
            // Not here: we may be in the middle of a broadcast over the rooms that closing would change.
            loop().eventLoop().execute(this::closeSlowReader);
        }
    }

    private void closeSlowReader() {
        if (!isOpen()) {
            return;
        }
        clearBacklog();
        if (isTrusted()) {
            engine().counters().slowReaders.increment();
            close(CloseReason.SLOW_READER);
        } else {
            exceeded(SocketIoLimit.STRANGER_BACKLOG);
            close(CloseReason.LIMIT_EXCEEDED);
        }
    }

    /// Whether messages wait. Kept beside the backlog so that a delivery need not look into it.
    boolean waiting() {
        return waiting;
    }

    @Nullable
    Outgoing nextWaiting() {
        Outgoing next = backlog.poll();
        waiting = !backlog.isEmpty();
        tellBacklog(backlog.bytes());
        return next;
    }

    void clearBacklog() {
        waiting = false;
        backlog.clear();
    }

    /// Runs a task on the event loop when nothing waits any more, or the session has ended.
    public void whenDrained(Runnable task) {
        backlog.whenEmpty(task);
    }

    // ---- heartbeat ----

    @Override
    void sendPing() {
        vitals().pinged(loop(), timing());
        send(Outgoing.PING);
    }

    /// A heartbeat, which counts unless what we say in ours still waits: a client that does not read is not well,
    /// whatever it says.
    void heard(Outgoing ours) {
        if (!backlog.holds(ours)) {
            vitals().heard(loop(), timing());
            place();
        }
    }

    // ---- flushing ----

    void flushLater() {
        if (!flushing) {
            flushing = true;
            loop().flushLater(this);
        }
    }

    void flush() {
        flushing = false;
        if (direct != null && !waiting) {
            direct.flush();
        } else if (isOpen()) {
            transport().flush();
        }
    }
}
