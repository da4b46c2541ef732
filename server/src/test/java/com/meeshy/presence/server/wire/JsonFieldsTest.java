package com.meeshy.presence.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.live.authentication.Credentials;
import com.meeshy.presence.live.authentication.Fields;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
    @Test
    void what_is_not_text_is_not_there() throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertThat(Credentials.of(Fields.NONE, JsonFields.of(json.readTree("{\"token\":5,\"sessionToken\":null}")))
                        .isEmpty())
                .isTrue();
        assertThat(Credentials.of(Fields.NONE, JsonFields.of(json.readTree("[1]")))
                        .isEmpty())
                .isTrue();
        assertThat(Credentials.of(Fields.NONE, JsonFields.of(json.readTree("{\"token\":\"a\"}")))
                        .token())
                .isEqualTo("a");
    }
}
