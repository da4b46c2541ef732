package com.meeshy.presence.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The text of an Engine.IO packet, read where it lies: only what is counted is looked at. One for each event
/// loop, used again and again.
final class Packet {
    private byte[] bytes = new byte[64 * 1024];
    private int length;

    void read(ByteBuf from, int at, int size) {
        if (bytes.length < size) {
            bytes = new byte[size * 2];
        }
        from.getBytes(at, bytes, 0, size);
        length = size;
    }

    int length() {
        return length;
    }

    boolean startsWith(String beginning) {
        return isAt(beginning, 0);
    }

    boolean contains(String part) {
        return indexOf(part, 0) >= 0;
    }

    /// The number of the person whose id follows, or -1.
    int personAfter(String label) {
        int at = indexOf(label, 0);
        return at < 0 || at + label.length() + 24 > length ? -1 : Identity.number(bytes, at + label.length());
    }

    boolean isTrueAfter(String label) {
        int at = indexOf(label, 0);
        return at >= 0 && bytes[at + label.length()] == 't';
    }

    /// The number after the last such label, or -1.
    long numberAfterLast(String label) {
        for (int at = length - label.length(); at >= 0; at--) {
            if (bytes[at] == label.charAt(0) && isAt(label, at)) {
                long number = 0;
                for (int i = at + label.length(); i < length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                    number = number * 10 + bytes[i] - '0';
                }
                return number;
            }
        }
        return -1;
    }

    /// What stands between this label and the next quote.
    @Nullable
    String textAfter(String label) {
        int at = indexOf(label, 0);
        int begin = at + label.length();
        int end = at < 0 ? -1 : indexOf("\"", begin);
        return end < 0 ? null : new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }

    private int indexOf(String part, int from) {
        char first = part.charAt(0);
        for (int at = from; at <= length - part.length(); at++) {
            if (bytes[at] == first && isAt(part, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(String part, int at) {
        if (at + part.length() > length) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (bytes[at + i] != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
