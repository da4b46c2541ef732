package com.meeshy.presence.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/// How the JSON of a body is read: nothing in it may be deeper, longer or said twice than a request needs. A field that
/// is there twice means one thing to who checks it and another to who uses it.
final class BodyJson {
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 50;

    private BodyJson() {}

    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }
}
