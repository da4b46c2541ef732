package com.meeshy.presence.bench.hostile.good;

import com.meeshy.presence.bench.hostile.good.Ledger.Entry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One of a circle: a WebSocket with a client of Engine.IO 4 and Socket.IO 5 that asks, waits and listens.
final class Correspondent implements WebSocket.Listener {
    private static final Pattern ACK = Pattern.compile("^43(\\d+)\\[\\{\"success\":(true|false)");
    private static final Pattern OURS = Pattern.compile("\"content\":\"good-(\\d+)-(\\d+)\"");

    private final int number;
    private final String token;
    private final Map<Integer, Long> asked = new ConcurrentHashMap<>();
    private final ArrayDeque<Long> beats = new ArrayDeque<>();
    private final Map<Integer, BitSet> heard = new HashMap<>();
    private final BitSet acknowledged = new BitSet();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> in = new CompletableFuture<>();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket line;
    private volatile Ledger ledger = new Ledger();
    private volatile boolean leaving;
    private int messages;

    Correspondent(int number, String token) {
        this.number = number;
        this.token = token;
    }

    CompletableFuture<Void> enter(HttpClient http, URI address) {
        http.newWebSocketBuilder().buildAsync(address, this).whenComplete((opened, failure) -> {
            if (failure != null) {
                in.completeExceptionally(failure);
            }
        });
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
        int id = messages++;
        asked.put(id, System.nanoTime());
        ledger.count(Entry.ASKED);
        send("42" + id + "[\"message:send\",{\"conversationId\":\"" + conversation + "\",\"content\":\"good-" + number
                + "-" + id + "\"}]");
    }

    synchronized void beat() {
        beats.add(System.nanoTime());
        ledger.count(Entry.ASKED);
        send("42[\"heartbeat\",{}]");
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
        WebSocket open = line;
        if (open != null) {
            open.abort();
        }
    }

    private synchronized void send(String packet) {
        WebSocket open = line;
        if (open != null) {
            sending = sending.handle((done, failure) -> open.sendText(packet, true))
                    .thenCompose(sent -> sent);
        }
    }

    // ---- what comes in

    @Override
    public void onOpen(WebSocket socket) {
        line = socket;
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            String packet = text.toString();
            text.setLength(0);
            packet(packet);
        }
        return null;
    }

    private void packet(String packet) {
        if (packet.startsWith("43")) {
            answered(packet);
        } else if (packet.startsWith("42[\"heartbeat:ack\"")) {
            beatAnswered();
        } else if (packet.startsWith("42[\"message:new\"")) {
            message(packet);
        } else if (packet.startsWith("42[\"typing:start\"")) {
            ledger.count(Entry.FOREIGN_TYPING);
        } else if (packet.startsWith("42[\"authenticated\"")) {
            if (packet.contains("\"success\":true")) {
                in.complete(null);
            } else {
                in.completeExceptionally(new IllegalStateException(packet));
            }
        } else if (packet.startsWith("2")) {
            send("3" + packet.substring(1));
        } else if (packet.startsWith("0")) {
            send("40{\"token\":\"" + token + "\"}");
        }
    }

    private synchronized void answered(String packet) {
        Matcher ack = ACK.matcher(packet);
        Long since = ack.find() ? asked.remove(Integer.valueOf(ack.group(1))) : null;
        if (since != null) {
            ledger.waited(System.nanoTime() - since);
            boolean success = ack.group(2).equals("true");
            ledger.count(success ? Entry.ANSWERED : Entry.REFUSED);
            if (success) {
                acknowledged.set(Integer.parseInt(ack.group(1)));
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

    private synchronized void message(String packet) {
        Matcher ours = OURS.matcher(packet);
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
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        ended("closed with " + code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended(error.toString());
    }

    private void ended(String why) {
        if (!leaving) {
            ledger.count(Entry.BROKEN);
        }
        in.completeExceptionally(new IllegalStateException(why));
    }
}
