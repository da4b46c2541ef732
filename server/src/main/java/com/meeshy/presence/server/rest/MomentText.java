package com.meeshy.presence.server.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.meeshy.presence.server.wire.Moments;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;

/// Writes every moment of every answer as the events do.
@Singleton
final class MomentText extends JsonSerializer<Instant> {
    @Override
    public Class<Instant> handledType() {
        return Instant.class;
    }

    @Override
    public void serialize(Instant moment, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(Moments.text(moment));
    }
}
