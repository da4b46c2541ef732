package com.meeshy.presence.server.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/// The port for those who look after the gateway.
///
/// @param port 0: there is none, and the one port serves them too
record ManagementPort(int port) {
    boolean exists() {
        return port > 0;
    }

    boolean serves(Channel channel) {
        return exists() && channel.localAddress() instanceof InetSocketAddress local && local.getPort() == port;
    }
}
