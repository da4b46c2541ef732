package com.meeshy.presence.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ClientAddressTest {
    private static final InetSocketAddress REMOTE = new InetSocketAddress("192.0.2.7", 5000);

    @Test
    void without_a_trusted_proxy_a_header_says_nothing() {
        assertThat(new ClientAddress(false).of(REMOTE, "203.0.113.9")).isEqualTo("192.0.2.7");
    }

    @Test
    void with_one_the_last_entry_counts_since_a_client_may_write_those_before() {
        assertThat(new ClientAddress(true).of(REMOTE, "10.0.0.1, 203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(new ClientAddress(true).of(REMOTE, null)).isEqualTo("192.0.2.7");
        assertThat(new ClientAddress(true).of(REMOTE, " ")).isEqualTo("192.0.2.7");
    }

    @Test
    void a_client_cannot_escape_its_limit_by_writing_the_header(@TempDir Path folder) {
        try (RunningGateway gateway = new RunningGateway(folder, "TRUST_PROXY", "true").withPeople()) {
            int refused = 0;
            for (int i = 0; i < 31; i++) {
                int status = gateway.post(
                                "/api/anonymous/join/mshy_none",
                                "{}",
                                "X-Forwarded-For",
                                "10.0.0." + i,
                                "X-Forwarded-For",
                                "10.1.1." + i + ", 203.0.113.9")
                        .status();
                refused += status == 429 ? 1 : 0;
            }
            assertThat(refused).isEqualTo(1);
        }
    }
}
