package com.meeshy.presence.live.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CredentialsTest {
    private static Fields headers(String... pairs) {
        TreeMap<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Fields.of(map);
    }

    @Test
    void the_first_non_empty_place_wins_in_the_order_of_the_contract() {
        Map<String, String> auth = Map.of("authToken", "b", "token", "c");

        assertThat(Credentials.of(headers("authorization", "Bearer a"), Fields.of(auth))
                        .token())
                .isEqualTo("a");
        assertThat(Credentials.of(headers("authorization", "Bearer "), Fields.of(auth))
                        .token())
                .isEqualTo("b");
        assertThat(Credentials.of(Fields.NONE, Fields.of(Map.of("authToken", " ", "token", "c")))
                        .token())
                .isEqualTo("c");
        assertThat(Credentials.of(headers("X-Session-Token", "s"), Fields.of(Map.of("sessionToken", "t")))
                        .session())
                .isEqualTo("s");
        assertThat(Credentials.of(Fields.NONE, Fields.of(Map.of("sessionToken", "t")))
                        .session())
                .isEqualTo("t");
    }

    @Test
    void bearer_is_stripped_anywhere_in_any_case() {
        assertThat(Credentials.of(headers("Authorization", "bearer  a"), Fields.NONE)
                        .token())
                .isEqualTo("a");
        assertThat(Credentials.of(headers("Authorization", "a"), Fields.NONE).token())
                .isEqualTo("a");
        assertThat(Credentials.of(Fields.NONE, Fields.of(Map.of("token", "Bearer c")))
                        .token())
                .isEqualTo("c");
        assertThat(Credentials.of(headers("x-session-token", "BEARER s"), Fields.NONE)
                        .session())
                .isEqualTo("s");
    }

    @Test
    void another_scheme_is_no_token() {
        assertThat(Credentials.of(headers("Authorization", "Basic am9lOmh1c2g="), Fields.NONE)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_token_announced_as_something_else_is_not_taken_for_a_jwt() {
        Fields other =
                Fields.of(Map.of("token", "a", "tokenType", "opaque", "sessionToken", "s", "sessionType", "sso"));
        Fields named =
                Fields.of(Map.of("token", "a", "tokenType", "JWT", "sessionToken", "s", "sessionType", "anonymous"));

        assertThat(Credentials.of(Fields.NONE, other).isEmpty()).isTrue();
        assertThat(Credentials.of(Fields.NONE, named)).isEqualTo(new Credentials("a", "s"));
    }

    @Test
    void a_jwt_under_sessionToken_is_a_token_in_the_authenticate_event_only() {
        Fields payload = Fields.of(Map.of("sessionToken", "eyJh.eyJi.sig"));

        assertThat(Credentials.ofEvent(payload)).isEqualTo(new Credentials("eyJh.eyJi.sig", null));
        assertThat(Credentials.of(Fields.NONE, payload)).isEqualTo(new Credentials(null, "eyJh.eyJi.sig"));
        assertThat(Credentials.ofEvent(Fields.of(Map.of("sessionToken", "anon_1.2.3"))))
                .isEqualTo(new Credentials(null, "anon_1.2.3"));
        assertThat(Credentials.ofEvent(Fields.of(Map.of("userId", "65a000000000000000000001")))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void credentials_do_not_show_in_logs() {
        assertThat(new Credentials("very-secret", "also-secret").toString()).doesNotContain("secret");
    }
}
