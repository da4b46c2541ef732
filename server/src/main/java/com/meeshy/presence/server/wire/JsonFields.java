package com.meeshy.presence.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.live.authentication.Fields;
import org.jspecify.annotations.Nullable;

/// The payload that a client sent along, as named texts.
public final class JsonFields {
    private JsonFields() {}

    /// Anything but a JSON object holds no fields.
    public static Fields of(@Nullable JsonNode payload) {
        if (payload == null || !payload.isObject()) {
            return Fields.NONE;
        }
        return name -> payload.path(name).textValue();
    }
}
