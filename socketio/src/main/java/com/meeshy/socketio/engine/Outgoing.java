package com.meeshy.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message on its way out, encoded once for everybody: an Engine.IO text packet and the binary attachments
/// that follow it, each as a complete WebSocket frame. Polling takes the payloads out of the same bytes.
///
/// Counted like a buffer: whoever is handed one owns one reference. Safe to share between event loops.
public final class Outgoing {

    /// The key of a packet of the transport's own, of which only the newest per type matters to anybody.
    ///
    /// @param type its digit on the wire
    record Control(char type) {}

    private static final ByteBuf[] NO_ATTACHMENTS = {};

    static final Outgoing CLOSE = control("1");
    static final Outgoing PING = control("2");
    static final Outgoing PONG = control("3");
    static final Outgoing NOOP = control("6");

    private final ByteBuf frame;
    private final ByteBuf[] attachments;
    private final @Nullable Object key;
    private final int bytes;

    private Outgoing(ByteBuf frame, ByteBuf[] attachments, @Nullable Object key) {
        this.frame = frame;
        this.attachments = attachments;
        this.key = key;
        int sum = frame.readableBytes();
        for (ByteBuf attachment : attachments) {
            sum += attachment.readableBytes();
        }
        this.bytes = sum;
    }

    /// A message of `length` UTF-8 bytes, packet type included, with its attachments.
    ///
    /// @param key makes a newer message with an equal key replace this one for slow readers; null: nothing does
    public static Outgoing of(
            ByteBufAllocator allocator,
            byte[] head,
            byte[] body,
            int length,
            List<byte[]> attachments,
            @Nullable Object key) {
        int payload = head.length + length;
        ByteBuf frame = allocator.directBuffer(WebSocketFrames.headerLength(payload) + payload);
        WebSocketFrames.writeHeader(frame, WebSocketFrames.TEXT, payload);
        frame.writeBytes(head).writeBytes(body, 0, length);
        if (attachments.isEmpty()) {
            return new Outgoing(frame, NO_ATTACHMENTS, key);
        }
        ByteBuf[] frames = new ByteBuf[attachments.size()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = WebSocketFrames.frame(allocator, WebSocketFrames.BINARY, attachments.get(i));
        }
        return new Outgoing(frame, frames, key);
    }

    /// A binary message that belongs to no text.
    static Outgoing binary(ByteBufAllocator allocator, byte[] data) {
        ByteBuf[] frames = {WebSocketFrames.frame(allocator, WebSocketFrames.BINARY, data)};
        return new Outgoing(Unpooled.EMPTY_BUFFER, frames, null);
    }

    /// A packet without attachments, e.g. the open packet.
    static Outgoing text(ByteBufAllocator allocator, String packet) {
        byte[] bytes = packet.getBytes(StandardCharsets.UTF_8);
        return of(allocator, new byte[0], bytes, bytes.length, List.of(), null);
    }

    private static Outgoing control(String packet) {
        byte[] bytes = packet.getBytes(StandardCharsets.US_ASCII);
        ByteBuf frame = Unpooled.directBuffer(WebSocketFrames.headerLength(bytes.length) + bytes.length);
        WebSocketFrames.writeHeader(frame, WebSocketFrames.TEXT, bytes.length);
        ByteBuf forever = Unpooled.unreleasableBuffer(frame.writeBytes(bytes));
        return new Outgoing(forever, NO_ATTACHMENTS, new Control(packet.charAt(0)));
    }

    /// The answer to a ping of a client (EIO 3), which wants its data back.
    static Outgoing pong(ByteBufAllocator allocator, byte[] ping) {
        byte[] packet = ping.clone();
        packet[0] = '3';
        return of(allocator, new byte[0], packet, packet.length, List.of(), PONG.key());
    }

    /// Whether there is a text packet; if not, there are attachments only.
    boolean hasText() {
        return frame.isReadable();
    }

    /// Whether one frame is all there is to it.
    boolean isFrame() {
        return attachments.length == 0;
    }

    /// The whole text frame, to be written once; the bytes are shared. The plain duplicate with a reference of its
    /// original costs one atomic step and 40 short-lived bytes, Netty's pooled one three steps.
    ByteBuf shareFrame() {
        return frame.retain().duplicate();
    }

    /// The text packet without the frame around it. Borrowed.
    ByteBuf text() {
        return payload(frame);
    }

    int attachmentCount() {
        return attachments.length;
    }

    /// A whole binary frame. Borrowed.
    ByteBuf attachmentFrame(int index) {
        return attachments[index];
    }

    /// The bytes of an attachment without the frame around them. Borrowed.
    ByteBuf attachment(int index) {
        return payload(attachments[index]);
    }

    @Nullable
    Object key() {
        return key;
    }

    /// What it takes in a queue.
    int bytes() {
        return bytes;
    }

    /// A copy without attachments that lives as long as anybody refers to it, however often it is released: for what
    /// is sent again and again.
    public Outgoing permanent() {
        ByteBuf copy = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(frame)));
        return new Outgoing(copy, NO_ATTACHMENTS, key);
    }

    public Outgoing retain() {
        frame.retain();
        for (ByteBuf attachment : attachments) {
            attachment.retain();
        }
        return this;
    }

    public void release() {
        frame.release();
        for (ByteBuf attachment : attachments) {
            attachment.release();
        }
    }

    private static ByteBuf payload(ByteBuf frame) {
        int header = WebSocketFrames.headerLength(frame);
        return frame.slice(frame.readerIndex() + header, frame.readableBytes() - header);
    }
}
