package com.meeshy.presence.bench.hostile.good;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.bench.hostile.good.Ledger.Entry;
import com.meeshy.socketio.client.ClientListener;
import com.meeshy.socketio.client.ClientSettings;
import com.meeshy.socketio.client.IncomingPacket;
import com.meeshy.socketio.client.SocketIoClient;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One of a circle, who asks, waits and listens.
final class Correspondent implements ClientListener {
    private static final Pattern OURS = Pattern.compile("\"content\":\"good-(\\d+)-(\\d+)\"");

    private final int number;
    private final String token;
    private final Map<Integer, Long> asked = new ConcurrentHashMap<>();
    private final ArrayDeque<Long> beats = new ArrayDeque<>();
    private final Map<Integer, BitSet> heard = new HashMap<>();
    private final BitSet acknowledged = new BitSet();
    private final CompletableFuture<Void> in = new CompletableFuture<>();
    private volatile @Nullable SocketIoClient client;
    private volatile Ledger ledger = new Ledger();
    private volatile boolean leaving;
    private int messages;

    Correspondent(int number, String token) {
        this.number = number;
        this.token = token;
    }

    CompletableFuture<Void> enter(ClientSettings settings, EventLoopGroup loops) {
        client = SocketIoClient.open(settings, loops, this);
        return in;
    }

    /// From now on everything is booked here, and nothing of before is waited for.
    synchronized void books(Ledger next) {
        ledger = next;
        asked.clear();
        beats.clear();
        heard.clear();
        acknowledged.clear();
    }

    synchronized void say(String conversation) {
        SocketIoClient open = client;
        if (open != null) {
            int id = messages++;
            asked.put(id, System.nanoTime());
            ledger.count(Entry.ASKED);
            String content = "good-" + number + "-" + id;
            open.ask("message:send", Map.of("conversationId", conversation, "content", content))
                    .thenAccept(answer -> answered(id, answer));
        }
    }

    synchronized void beat() {
        SocketIoClient open = client;
        if (open != null) {
            beats.add(System.nanoTime());
            ledger.count(Entry.ASKED);
            open.emit("heartbeat", Map.of());
        }
    }

    /// How many questions wait for their answer.
    synchronized int waiting() {
        return asked.size() + beats.size();
    }

    /// Messages of this person that were acknowledged.
    synchronized BitSet acknowledged() {
        return (BitSet) acknowledged.clone();
    }

    synchronized BitSet heardOf(int sender) {
        return (BitSet) heard.getOrDefault(sender, new BitSet()).clone();
    }

    int number() {
        return number;
    }

    void leave() {
        leaving = true;
        SocketIoClient open = client;
        if (open != null) {
            open.cut();
        }
    }

    // ---- what comes in

    @Override
    public Object auth() {
        return Map.of("token", token);
    }

    @Override
    public void event(SocketIoClient from, IncomingPacket event) {
        if (event.isEvent("heartbeat:ack")) {
            beatAnswered();
        } else if (event.isEvent("message:new")) {
            message(event.toString());
        } else if (event.isEvent("typing:start")) {
            ledger.count(Entry.FOREIGN_TYPING);
        } else if (event.isEvent("authenticated")) {
            if (event.json().path(1).path("success").asBoolean()) {
                in.complete(null);
            } else {
                in.completeExceptionally(new IllegalStateException(event.toString()));
            }
        }
    }

    private synchronized void answered(int id, JsonNode answer) {
        Long since = asked.remove(id);
        if (since != null) {
            ledger.waited(System.nanoTime() - since);
            boolean success = answer.path("success").asBoolean();
            ledger.count(success ? Entry.ANSWERED : Entry.REFUSED);
            if (success) {
                acknowledged.set(id);
            }
        }
    }

    private synchronized void beatAnswered() {
        Long since = beats.poll();
        if (since != null) {
            ledger.waited(System.nanoTime() - since);
            ledger.count(Entry.ANSWERED);
        }
    }

    private synchronized void message(String event) {
        Matcher ours = OURS.matcher(event);
        if (!ours.find()) {
            ledger.count(Entry.FOREIGN_MESSAGES);
            return;
        }
        BitSet before = heard.computeIfAbsent(Integer.valueOf(ours.group(1)), key -> new BitSet());
        int id = Integer.parseInt(ours.group(2));
        if (before.get(id)) {
            ledger.count(Entry.TWICE);
        } else if (before.length() > id) {
            ledger.count(Entry.OUT_OF_ORDER);
        }
        before.set(id);
    }

    @Override
    public void closed(SocketIoClient from, String why) {
        if (!leaving) {
            ledger.count(Entry.BROKEN);
        }
        in.completeExceptionally(new IllegalStateException(why));
    }
}
