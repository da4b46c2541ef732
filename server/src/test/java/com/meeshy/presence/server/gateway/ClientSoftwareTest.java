package com.meeshy.presence.server.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ClientSoftwareTest {
    @Test
    void a_browser_and_its_system_are_told_apart_from_those_they_claim_to_be() {
        assertThat(ClientSoftware.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"))
                .isEqualTo("Edge · Windows");
        assertThat(ClientSoftware.of("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/126.0.0.0 Mobile Safari/537.36"))
                .isEqualTo("Chrome · Android");
        assertThat(ClientSoftware.of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"))
                .isEqualTo("Safari · iPhone");
        assertThat(ClientSoftware.of("node-XMLHttpRequest")).isEqualTo("Node.js");
    }

    @Test
    void what_is_unknown_is_not_guessed_and_no_text_of_a_client_is_kept() {
        assertThat(ClientSoftware.of(null)).isNull();
        assertThat(ClientSoftware.of("<script>alert(1)</script>")).isNull();
        String agent = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
        assertThat(ClientSoftware.of(agent)).isSameAs(ClientSoftware.of(agent)).isEqualTo("Firefox · Linux");
    }
}
