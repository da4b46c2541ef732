package com.meeshy.presence.live.authentication;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Named texts of a request: its headers (whose lookup must ignore case) or the payload a client sent along.
@FunctionalInterface
public interface Fields {
    Fields NONE = name -> null;

    /// The text under this name; null when absent or not a text.
    @Nullable
    String text(String name);

    static Fields of(Map<String, ?> payload) {
        return name -> payload.get(name) instanceof String text ? text : null;
    }
}
