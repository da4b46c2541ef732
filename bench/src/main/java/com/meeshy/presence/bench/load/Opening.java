package com.meeshy.presence.bench.load;

import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.Dialing;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens connections to the server, from many loopback addresses: one address has ports for 28 000 at most, fewer when
/// they come and go.
final class Opening {
    /// Connections from one address before the next one is taken.
    private static final int PER_ADDRESS = 1_000;

    private static final int ADDRESSES = 64;

    private final Plan plan;
    private final List<ClientSettings> settings = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();

    Opening(Plan plan) {
        this.plan = plan;
        ClientSettings asBrowsers = ClientSettings.toPort(plan.port())
                .withHeader(
                        "User-Agent",
                        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0")
                .withHeader("Accept-Language", "fr-FR,fr;q=0.9,en;q=0.8")
                .withoutHeartbeat();
        for (int last = 1; last <= ADDRESSES; last++) {
            settings.add(asBrowsers.withFrom(new InetSocketAddress(plan.addresses() + "." + last, 0).getAddress()));
        }
    }

    SocketIoClient open(Person person, Visit visit, EventLoop loop) {
        ClientSettings from = settings.get(opened.getAndIncrement() / PER_ADDRESS % ADDRESSES);
        if (person.number % 100 >= plan.polling() * 100) {
            return SocketIoClient.open(from, loop, visit);
        }
        SocketIoClient client = new SocketIoClient(from, visit);
        Dialing.start(
                from,
                loop,
                client,
                channel -> channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(PollingLine.LARGEST_ANSWER),
                                new PollingLine(channel, client)));
        return client;
    }
}
