package com.meeshy.socketio.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The text of a packet as it came, read where it lies or as JSON. One for each event loop, used again and again:
/// what is to stay has to be taken out.
public final class IncomingPacket {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FastThreadLocal<IncomingPacket> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected IncomingPacket initialValue() {
            return new IncomingPacket();
        }
    };

    private byte[] bytes = new byte[64 * 1024];
    private int length;
    private int content;

    private IncomingPacket() {}

    /// The packet in this part of a buffer, for whoever carries packets on this event loop.
    public static IncomingPacket read(ByteBuf from, int at, int size) {
        IncomingPacket packet = OF_LOOP.get();
        if (packet.bytes.length < size) {
            packet.bytes = new byte[size * 2];
        }
        from.getBytes(at, packet.bytes, 0, size);
        packet.length = size;
        packet.content = 0;
        return packet;
    }

    /// Whether it is this event. Compares letters: a name that JSON escapes is not found.
    public boolean isEvent(String name) {
        int end = content + 2 + name.length();
        return end < length && bytes[content + 1] == '"' && bytes[end] == '"' && startsAt(name, content + 2);
    }

    /// The content as JSON: of an event, the array of its name and its arguments.
    ///
    /// @throws UncheckedIOException when it is none
    public JsonNode json() {
        try {
            return JSON.readTree(bytes, content, length - content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The buffer with the bytes of the content, from [#begin] to before [#end].
    public byte[] bytes() {
        return bytes;
    }

    public int begin() {
        return content;
    }

    public int end() {
        return length;
    }

    /// How long the whole packet is.
    public int length() {
        return length;
    }

    /// Whether these letters stand at this place.
    public boolean startsAt(String letters, int at) {
        if (at + letters.length() > length) {
            return false;
        }
        for (int i = 0; i < letters.length(); i++) {
            if (bytes[at + i] != letters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    char charAt(int at) {
        return at < length ? (char) bytes[at] : 0;
    }

    /// Passes over what stands before the content.
    void contentAt(int begin) {
        content = Math.min(begin, length);
    }

    /// The content as text.
    @Override
    public String toString() {
        return new String(bytes, content, length - content, StandardCharsets.UTF_8);
    }
}
