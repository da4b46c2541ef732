package com.meeshy.socketio.socket;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.socketio.engine.Outgoing;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes packets to their final bytes. Callable from any thread. Arguments that cannot be written throw
/// [IllegalArgumentException].
final class SocketPacketEncoder {

    private SocketPacketEncoder() {}

    static Outgoing event(String namespace, long id, @Nullable Object key, String event, @Nullable Object[] arguments) {
        return array(PacketType.EVENT, PacketType.BINARY_EVENT, namespace, id, key, event, arguments);
    }

    static Outgoing ack(String namespace, long id, @Nullable Object[] arguments) {
        return array(PacketType.ACK, PacketType.BINARY_ACK, namespace, id, null, null, arguments);
    }

    /// A packet with an object or nothing for payload.
    static Outgoing packet(PacketType type, String namespace, @Nullable Object payload) {
        Buffer body = new Buffer();
        if (payload != null) {
            write(body, false, generator -> Json.write(generator, payload));
        }
        return outgoing(head(type, 0, namespace, SocketPacket.NO_ID), body, List.of(), null);
    }

    /// A CONNECT_ERROR.
    static Outgoing refusal(int protocol, String namespace, String message, @Nullable JsonNode data) {
        Object payload = protocol == 3
                ? (data == null ? message : data)
                : (data == null ? Map.of("message", message) : new Refusal(message, data));
        return packet(PacketType.CONNECT_ERROR, namespace, payload);
    }

    private record Refusal(String message, JsonNode data) {}

    private static Outgoing array(
            PacketType plain,
            PacketType binary,
            String namespace,
            long id,
            @Nullable Object key,
            @Nullable String event,
            @Nullable Object[] arguments) {
        Buffer body = new Buffer();
        List<byte[]> attachments = write(body, false, generator -> {
            generator.writeStartArray();
            if (event != null) {
                generator.writeString(event);
            }
            for (Object argument : arguments) {
                if (argument == null) {
                    generator.writeNull();
                } else {
                    Json.write(generator, argument);
                }
            }
            generator.writeEndArray();
        });
        PacketType type = attachments.isEmpty() ? plain : binary;
        return outgoing(head(type, attachments.size(), namespace, id), body, attachments, key);
    }

    private static Outgoing outgoing(byte[] head, Buffer body, List<byte[]> attachments, @Nullable Object key) {
        return Outgoing.of(ByteBufAllocator.DEFAULT, head, body.bytes(), body.size(), attachments, key);
    }

    private static byte[] head(PacketType type, int attachments, String namespace, long id) {
        StringBuilder head = new StringBuilder(16).append('4').append(type.digit());
        if (type.binary()) {
            head.append(attachments).append('-');
        }
        if (!namespace.equals("/")) {
            head.append(namespace).append(',');
        }
        if (id != SocketPacket.NO_ID) {
            head.append(id);
        }
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    private interface Content {
        void writeTo(JsonGenerator generator) throws IOException;
    }

    private static List<byte[]> write(Buffer out, boolean ascii, Content content) {
        List<byte[]> attachments = new ArrayList<>(0);
        try (JsonGenerator generator = new Extracting(Json.generator(out), attachments)) {
            if (ascii) {
                generator.setHighestNonEscapedChar(127);
            }
            content.writeTo(generator);
        } catch (IOException e) {
            if (ascii) {
                throw new IllegalArgumentException("cannot be written as JSON: " + e.getMessage(), e);
            }
            // Half a surrogate pair is legal in JSON as an escape, and clients do send it.
            out.reset();
            return write(out, true, content);
        }
        return attachments;
    }

    /// Takes binary out of the JSON and leaves a placeholder.
    private static final class Extracting extends JsonGeneratorDelegate {
        private final List<byte[]> attachments;

        Extracting(JsonGenerator target, List<byte[]> attachments) {
            super(target, false);
            this.attachments = attachments;
        }

        @Override
        public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) throws IOException {
            writeStartObject();
            writeBooleanField("_placeholder", true);
            writeNumberField("num", attachments.size());
            writeEndObject();
            attachments.add(Arrays.copyOfRange(data, offset, offset + length));
        }

        @Override
        public int writeBinary(Base64Variant variant, InputStream data, int length) throws IOException {
            byte[] all = data.readAllBytes();
            writeBinary(variant, all, 0, all.length);
            return all.length;
        }
    }

    /// Gives its bytes without a copy.
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(256);
        }

        byte[] bytes() {
            return buf;
        }
    }
}
