package com.meeshy.presence.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ShownAddressTest {
    @Test
    void a_network_is_shown_and_no_person() throws Exception {
        assertThat(shown("203.0.113.77")).isEqualTo("203.0.113.x");
        assertThat(shown("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1::x");
        assertThat(shown("::1")).isEqualTo("0:0:0::x");
    }

    private static String shown(String address) throws Exception {
        return ShownAddress.of(InetAddress.getByName(address));
    }
}
