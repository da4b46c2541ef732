package com.meeshy.presence.bench.load;

import com.meeshy.socketio.client.IncomingPacket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Single fields of a packet, found by their label where they lie: only what is counted is looked at.
final class Fields {
    private Fields() {}

    static boolean contains(IncomingPacket packet, String part) {
        return indexOf(packet, part, packet.begin()) >= 0;
    }

    /// The number of the person whose id follows, or -1.
    static int personAfter(IncomingPacket packet, String label) {
        int at = indexOf(packet, label, packet.begin());
        return at < 0 || at + label.length() + 24 > packet.end()
                ? -1
                : Identity.number(packet.bytes(), at + label.length());
    }

    static boolean isTrueAfter(IncomingPacket packet, String label) {
        int at = indexOf(packet, label, packet.begin());
        return at >= 0 && packet.startsAt("t", at + label.length());
    }

    /// The number after the last such label, or -1.
    static long numberAfterLast(IncomingPacket packet, String label) {
        byte[] bytes = packet.bytes();
        for (int at = packet.end() - label.length(); at >= packet.begin(); at--) {
            if (bytes[at] == label.charAt(0) && packet.startsAt(label, at)) {
                return numberAt(packet, at + label.length());
            }
        }
        return -1;
    }

    private static long numberAt(IncomingPacket packet, int begin) {
        byte[] bytes = packet.bytes();
        long number = 0;
        for (int i = begin; i < packet.end() && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /// What stands between this label and the next quote.
    static @Nullable String textAfter(IncomingPacket packet, String label) {
        int at = indexOf(packet, label, packet.begin());
        int begin = at + label.length();
        int end = at < 0 ? -1 : indexOf(packet, "\"", begin);
        return end < 0 ? null : new String(packet.bytes(), begin, end - begin, StandardCharsets.UTF_8);
    }

    private static int indexOf(IncomingPacket packet, String part, int from) {
        char first = part.charAt(0);
        byte[] bytes = packet.bytes();
        for (int at = from; at <= packet.end() - part.length(); at++) {
            if (bytes[at] == first && packet.startsAt(part, at)) {
                return at;
            }
        }
        return -1;
    }
}
