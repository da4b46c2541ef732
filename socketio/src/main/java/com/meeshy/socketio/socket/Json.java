package com.meeshy.socketio.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;

/// The JSON of this protocol: what strangers may send is bounded, what the application sends may hold binary.
final class Json {

    /// Deeper than any honest payload, far from where recursion hurts.
    private static final int MAX_DEPTH = 200;

    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 1000;

    /// A tree takes up to 40 times its text. No honest event has so many values, names and brackets.
    private static final int MAX_TOKENS = 20_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Not the thread-local one: events are emitted from many short-lived virtual threads.
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            // What strangers call their properties is not to stay in the memory of the JVM.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxNameLength(MAX_NAME)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

    /// @throws IOException when it is no JSON, or passes one of the bounds
    static JsonNode read(byte[] bytes, int offset, int length) throws IOException {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes, offset, length);
        } catch (RuntimeException e) {
            throw new IOException("no JSON", e); // e.g. names chosen to collide
        }
        if (node == null || node.isMissingNode()) {
            throw new IOException("no JSON");
        }
        return node;
    }

    static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
        return FACTORY.createParser(bytes, offset, length);
    }

    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out);
    }

    static void write(JsonGenerator generator, Object value) throws IOException {
        MAPPER.writeValue(generator, value);
    }
}
