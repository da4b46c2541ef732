package com.meeshy.presence.live.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Who counts as one.
@NullUnmarked
class ClientNetworkTest {
    @Test
    void each_ipv4_address_counts_for_itself() {
        assertThat(ClientNetwork.of("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(ClientNetwork.of(new InetSocketAddress("192.0.2.8", 5000))).isEqualTo("192.0.2.8");
        assertThat(ClientNetwork.of("::ffff:192.0.2.7")).as("written as IPv6").isEqualTo("192.0.2.7");
    }

    @Test
    void of_ipv6_a_network_of_64_bits_counts_as_one() {
        assertThat(ClientNetwork.of("2001:db8:1:2::7"))
                .isEqualTo(ClientNetwork.of(new InetSocketAddress("2001:db8:1:2:ffff::8", 5000)))
                .isNotEqualTo(ClientNetwork.of("2001:db8:1:3::7"));
    }

    @Test
    void what_is_no_address_counts_for_itself() {
        assertThat(ClientNetwork.of("203.0.113.9:4711")).isEqualTo("203.0.113.9:4711");
        assertThat(ClientNetwork.of(InetSocketAddress.createUnresolved("unknown", 0)))
                .isEqualTo("unknown");
    }
}
