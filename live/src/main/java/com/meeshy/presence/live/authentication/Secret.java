package com.meeshy.presence.live.authentication;

import java.nio.charset.StandardCharsets;

/// A value that is used but never printed.
public record Secret(String reveal) {
    static final String REDACTED = "(set, not shown)";

    public byte[] bytes() {
        return reveal.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return REDACTED;
    }
}
