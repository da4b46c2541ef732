package com.meeshy.presence.server.demo;

import com.meeshy.presence.server.rest.DemoPeople;
import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ClientLoops;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.ConnectRefused;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scripted people of the demo: each comes, stays a while, types and writes now and then, goes, and comes back.
public final class DemoActors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoActors.class);
    private static final List<String> ACTORS = List.of("bob", "chloe", "emma", "farid", "jonas", "kenza");
    private static final List<String> LINES = List.of(
            "Coucou !",
            "Back in a minute.",
            "Je regarde ça tout de suite.",
            "Done, have a look.",
            "À tout à l'heure !");
    private static final String CONVERSATION = "open-door";
    private static final Duration SHORTEST = Duration.ofSeconds(4);
    private static final int LONGER_BY_SECONDS = 14;

    /// They do not listen.
    private record Deaf(String token) implements ClientListener {
        @Override
        public Object auth() {
            return Map.of("token", token);
        }

        @Override
        public void event(SocketIoClient client, IncomingPacket event) {}
    }

    private final DemoPeople people;
    private final ClientSettings settings;
    private final EventLoopGroup loops = ClientLoops.of(1);
    private final List<Thread> actors = new ArrayList<>();

    /// Sends the actors onto the stage.
    ///
    /// @param port of the gateway, on this machine
    public DemoActors(DemoPeople people, int port) {
        this.people = people;
        this.settings = ClientSettings.toPort(port);
        for (String actor : ACTORS) {
            actors.add(Thread.ofVirtual().name("demo-" + actor).start(() -> play(actor)));
        }
    }

    private void play(String actor) {
        Random random = new Random(actor.hashCode());
        try {
            while (true) {
                try {
                    appear(actor, random);
                } catch (IOException | ConnectRefused e) {
                    LOG.debug("Demo person {} could not come: {}", actor, e.getMessage());
                }
                Thread.sleep(pause(random));
            }
        } catch (InterruptedException e) {
            LOG.debug("Demo person {} leaves for good", actor);
        }
    }

    private void appear(String actor, Random random) throws InterruptedException, IOException, ConnectRefused {
        DemoPeople.SignedIn signedIn = people.signIn(actor);
        if (signedIn == null) {
            return;
        }
        try (SocketIoClient client = SocketIoClient.connect(settings, loops, new Deaf(signedIn.token()))) {
            Thread.sleep(pause(random));
            if (random.nextInt(3) == 0) {
                client.emit("typing:start", Map.of("conversationId", CONVERSATION));
                Thread.sleep(Duration.ofSeconds(2));
                client.emit("typing:stop", Map.of("conversationId", CONVERSATION));
                String line = LINES.get(random.nextInt(LINES.size()));
                client.emit("message:send", Map.of("conversationId", CONVERSATION, "content", line));
            }
            Thread.sleep(pause(random));
        }
    }

    private static Duration pause(Random random) {
        return SHORTEST.plusSeconds(random.nextInt(LONGER_BY_SECONDS));
    }

    @Override
    public void close() {
        actors.forEach(Thread::interrupt);
        loops.shutdownGracefully();
    }
}
