package com.meeshy.socketio.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A Socket.IO connection from the client's side, in one namespace. Does not come back by itself. Safe from any
/// thread; what it is told to do before it is in, or after it has ended, has no effect.
public final class SocketIoClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Codes of a close frame.
    public static final int NORMAL = 1000;

    public static final int GOING_AWAY = 1001;

    private final ClientSettings settings;
    private final ClientListener listener;
    private volatile @Nullable ClientLine line;
    private volatile boolean in;
    private volatile boolean leaving;
    private boolean ended;
    private @Nullable Heartbeat heartbeat;
    private @Nullable OpenQuestions questions;

    /// A client for a line that the caller opens itself.
    public SocketIoClient(ClientSettings settings, ClientListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /// Begins to connect over a WebSocket on one of these loops; returns at once.
    public static SocketIoClient open(ClientSettings settings, EventLoopGroup loops, ClientListener listener) {
        SocketIoClient client = new SocketIoClient(settings, listener);
        Dialing.start(
                settings, loops, client, channel -> channel.pipeline().addLast(new WebSocketLine(channel, client)));
        return client;
    }

    /// Connects and enters the namespace; returns when the server has let this client in.
    ///
    /// @throws ConnectRefused when the server does not want this client
    /// @throws IOException when nobody answers, or what answers does not speak Socket.IO
    public static SocketIoClient connect(ClientSettings settings, EventLoopGroup loops, ClientListener listener)
            throws InterruptedException, IOException, ConnectRefused {
        Entering entering = new Entering(listener);
        SocketIoClient client = open(settings, loops, entering);
        try {
            return entering.await(settings.patience());
        } catch (IOException | ConnectRefused | InterruptedException e) {
            client.cut();
            throw e;
        }
    }

    public ClientSettings settings() {
        return settings;
    }

    /// Sends an event.
    public void emit(String event, Object argument) {
        send("42" + settings.prefix() + json(List.of(event, argument)));
    }

    /// Sends an event that the server acknowledges.
    ///
    /// @return the first argument of the acknowledgement; fails when none comes in time
    public CompletableFuture<JsonNode> ask(String event, Object argument) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        ClientLine current = line;
        if (current == null || !in) {
            answer.completeExceptionally(new IOException("not connected"));
            return answer;
        }
        String array = json(List.of(event, argument));
        current.loop().execute(() -> {
            if (ended) {
                answer.completeExceptionally(new IOException("the connection is over"));
                return;
            }
            OpenQuestions asked = questions == null ? new OpenQuestions() : questions;
            questions = asked;
            current.send("42" + settings.prefix() + asked.ask(answer, current.loop(), settings.patience()) + array);
        });
        return answer;
    }

    /// Sends an Engine.IO packet that this client has no name for.
    public void send(String packet) {
        ClientLine current = line;
        if (current != null && in) {
            current.send(packet);
        }
    }

    /// Says goodbye with a DISCONNECT and leaves.
    @Override
    public void close() {
        send("41" + settings.prefix());
        close(NORMAL);
    }

    /// Ends the connection without a goodbye: clients that end so come back.
    ///
    /// @param code of the close frame, such as [#GOING_AWAY] of a browser whose page goes away
    public void close(int code) {
        leaving = true;
        ClientLine current = line;
        if (current != null && in) {
            current.leave(code);
        } else if (current != null) {
            current.cut();
        }
    }

    /// Ends the connection without a word to the other side's application.
    public void cut() {
        leaving = true;
        ClientLine current = line;
        if (current != null) {
            current.cut();
        }
    }

    /// Whether to read what comes. Who reads nothing answers nothing, pings neither.
    public void read(boolean reading) {
        ClientLine current = line;
        if (current != null) {
            current.read(reading);
        }
    }

    // ---- what the line says, on its event loop

    /// The line is open.
    public void opened(ClientLine opened) {
        line = opened;
        if (leaving) {
            opened.cut();
        }
    }

    /// An Engine.IO packet has come.
    public void packet(IncomingPacket packet) {
        ClientLine current = line;
        if (current == null) {
            return;
        }
        switch (packet.charAt(0)) {
            case '4' -> message(packet);
            case '2' -> ping(current);
            case '0' -> enter(current, packet);
            case '1' -> current.cut();
            default -> {}
        }
    }

    /// The line is over, or never came to be.
    public void ended(String why) {
        if (ended) {
            return;
        }
        ended = true;
        if (heartbeat != null) {
            heartbeat.stop();
        }
        if (questions != null) {
            questions.fail(why);
        }
        listener.closed(this, why);
    }

    private void enter(ClientLine to, IncomingPacket packet) {
        if (settings.heartbeat()) {
            packet.contentAt(1);
            heartbeat = new Heartbeat(to, packet.json(), () -> {
                ended("the server has stopped to ping");
                to.cut();
            });
        }
        Object auth = listener.auth();
        to.send("40" + settings.prefix() + (auth == null ? "" : json(auth)));
    }

    private void ping(ClientLine to) {
        if (heartbeat != null) {
            heartbeat.ping();
        }
        to.send("3");
    }

    /// Packets of other namespaces are passed over, and types that are not known.
    private void message(IncomingPacket packet) {
        int content = contentOf(packet);
        if (content < 0) {
            return;
        }
        packet.contentAt(content);
        switch (packet.charAt(1)) {
            case '2' -> event(packet);
            case '0' -> connected();
            case '1' -> listener.disconnected(this);
            case '3' -> acknowledged(packet);
            case '4' -> refused(packet);
            default -> {}
        }
    }

    /// Where the content begins, or -1 when it is of another namespace.
    private int contentOf(IncomingPacket packet) {
        if (settings.namespace().equals("/")) {
            return packet.charAt(2) == '/' ? -1 : 2;
        }
        int end = 2 + settings.namespace().length();
        if (!packet.startsAt(settings.namespace(), 2)) {
            return -1;
        }
        return end == packet.length() ? end : packet.charAt(end) == ',' ? end + 1 : -1;
    }

    private void connected() {
        in = true;
        listener.connected(this);
    }

    /// What asks for an acknowledgement is heard and gets none.
    private void event(IncomingPacket packet) {
        packet.contentAt(afterNumber(packet));
        listener.event(this, packet);
    }

    private void acknowledged(IncomingPacket packet) {
        long id = 0;
        int end = afterNumber(packet);
        for (int at = packet.begin(); at < end; at++) {
            id = id * 10 + packet.charAt(at) - '0';
        }
        packet.contentAt(end);
        if (questions != null) {
            questions.answered(id, packet.json().path(0));
        }
    }

    private void refused(IncomingPacket packet) {
        JsonNode refusal = packet.json();
        listener.refused(
                this,
                new ConnectRefused(
                        refusal.path("message").asText("refused"),
                        refusal.path("data").path("code").asText("")));
        cut();
    }

    private static int afterNumber(IncomingPacket packet) {
        int at = packet.begin();
        while (packet.charAt(at) >= '0' && packet.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
