package com.meeshy.socketio.socket;

import org.jspecify.annotations.Nullable;

/// The types of Socket.IO packets, in the order of their digits on the wire.
enum PacketType {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4'),
    BINARY_EVENT('5'),
    BINARY_ACK('6');

    private static final PacketType[] ALL = values();

    private final char digit;

    PacketType(char digit) {
        this.digit = digit;
    }

    /// The type for a digit, or null when there is none.
    static @Nullable PacketType ofDigit(int digit) {
        return digit >= 0 && digit < ALL.length ? ALL[digit] : null;
    }

    char digit() {
        return digit;
    }

    boolean binary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
