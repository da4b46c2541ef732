package com.meeshy.presence.bench.fanout;

/// The event that is fanned out: a `user:status` of the size it has in production, plus the time of its making in
/// nanoseconds of the monotonic clock, which all processes of a machine share.
public record Status(long t, String userId, String username, boolean isOnline, String lastActiveAt, String lastSeen) {

    static final String EVENT = "user:status";

    /// What a frame with it begins with, up to the time.
    static final String HEAD = "42[\"user:status\",{\"t\":";

    private static final String DATE = "2026-01-01T00:00:00.000Z";

    static Status now() {
        return new Status(System.nanoTime(), "64b000000000000000000000", "participant", true, DATE, DATE);
    }

    /// The same bytes that Jackson makes, for the server that has nothing but frames.
    static String packetNow() {
        return HEAD + System.nanoTime()
                + ",\"userId\":\"64b000000000000000000000\",\"username\":\"participant\",\"isOnline\":true,"
                + "\"lastActiveAt\":\"" + DATE + "\",\"lastSeen\":\"" + DATE + "\"}]";
    }
}
