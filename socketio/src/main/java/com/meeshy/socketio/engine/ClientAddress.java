package com.meeshy.socketio.engine;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/// Where a request comes from.
final class ClientAddress {

    private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("unknown", 0);

    private ClientAddress() {}

    /// The peer of the channel or, behind `trustedProxies` proxies, the address that the outermost of them saw:
    /// the n-th from the end of `X-Forwarded-For`, because everything before it may be made up by the client.
    static InetSocketAddress of(HttpExchange exchange, int trustedProxies) {
        SocketAddress peer = exchange.gate().channel().remoteAddress();
        InetSocketAddress direct = peer instanceof InetSocketAddress address ? address : UNKNOWN;
        if (trustedProxies == 0) {
            return direct;
        }
        String all = String.join(",", exchange.request().headers().getAll("x-forwarded-for"));
        String[] hops = all.split(",", -1);
        if (hops.length < trustedProxies) {
            return direct;
        }
        byte[] ip = NetUtil.createByteArrayFromIpAddressString(hops[hops.length - trustedProxies].strip());
        try {
            return ip == null ? direct : new InetSocketAddress(InetAddress.getByAddress(ip), 0);
        } catch (UnknownHostException e) {
            return direct;
        }
    }
}
