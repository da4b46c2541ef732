package com.meeshy.presence.bench.hostile.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Valid bytes made invalid, and JSON that nobody expects. The same seed makes the same.
final class Mutation {
    private static final String[] ODD = {
        "null",
        "true",
        "-0",
        "1e400",
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "[]",
        "{}",
        "[[[[]]]]",
        "{\"\":{}}",
        "1".repeat(90)
    };

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /// One to three changes at random places.
    byte[] of(String valid) {
        byte[] bytes = valid.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> bytes = joined(bytes, at, new byte[0], at + length);
            case 3 -> bytes = joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            case 4 -> bytes = Arrays.copyOf(bytes, at);
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                bytes = joined(bytes, at, noise, at);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int to, byte[] middle, int from) {
        byte[] all = new byte[to + middle.length + bytes.length - from];
        System.arraycopy(bytes, 0, all, 0, to);
        System.arraycopy(middle, 0, all, to, middle.length);
        System.arraycopy(bytes, from, all, to + middle.length, bytes.length - from);
        return all;
    }

    /// Valid JSON of any shape.
    String json(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> ODD[random.nextInt(ODD.length)];
            case 1 -> Long.toString(random.nextLong());
            case 2 -> '"' + Integer.toString(random.nextInt(), 36) + '"';
            case 3 -> "[" + json(depth - 1) + "," + json(depth - 1) + "]";
            default -> "{\"" + name() + "\":" + json(depth - 1) + ",\"" + name() + "\":" + json(depth - 1) + "}";
        };
    }

    String name() {
        String[] names = {
            "conversationId",
            "content",
            "token",
            "sessionToken",
            "userId",
            "username",
            "language",
            "clientTime",
            "isActive",
            "x"
        };
        return names[random.nextInt(names.length)];
    }

    <T> T oneOf(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
