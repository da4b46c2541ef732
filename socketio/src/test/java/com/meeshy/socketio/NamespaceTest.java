package com.meeshy.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamespaceTest {

    private final TestBed bed = new TestBed(TestBed.settings().withConnectTimeout(Duration.ofMillis(500)));
    private final Recorder admin = new Recorder();

    NamespaceTest() {
        bed.server.namespace("/admin").handler(admin);
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aClientEntersSeveralNamespacesOnOneSession() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("40/admin,{\"token\":1}");
            assertThat(socket.next()).startsWith("40/admin,{\"sid\":");
            socket.sendText("42/admin,[\"a\"]");
            assertThat(socket.next()).isEqualTo("42/admin,[\"a\"]");
            socket.sendText("42[\"b\"]");
            assertThat(socket.next()).isEqualTo("42[\"b\"]");
            assertThat(bed.server.connectionCount()).isEqualTo(2);

            socket.sendText("41/admin,");
            socket.sendText("42[\"c\"]");
            assertThat(socket.next()).isEqualTo("42[\"c\"]");
            assertThat(bed.server.connectionCount()).isEqualTo(1);
            assertThat(admin.connection().isOpen()).isFalse();
        }
        assertThat(admin.heard).containsExactly("admit", "connected", "event a[]", "disconnected CLIENT_DISCONNECT");
    }

    @Test
    void disconnectingFromOneNamespaceLeavesTheOthers() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("40/admin,");
            socket.next();
            admin.connection().disconnect();
            assertThat(socket.next()).isEqualTo("41/admin,");
            socket.sendText("42[\"x\"]");
            assertThat(socket.next()).isEqualTo("42[\"x\"]");
            bed.recorder.connection().disconnect();
            assertThat(socket.next()).isEqualTo("41");
            assertThat(socket.next()).isEqualTo("close:1000");
        }
    }

    @Test
    void anUnknownNamespaceIsAConnectError() throws Exception {
        try (RawWebSocket socket = bed.opened()) {
            socket.sendText("40/random");
            assertThat(socket.next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
        }
    }

    @Test
    void aRefusalCarriesItsReasonAndData() throws Exception {
        bed.recorder.admission = handshake -> CompletableFuture.completedFuture(
                Admission.refused("no", JsonNodeFactory.instance.objectNode().put("code", 7)));
        try (RawWebSocket socket = bed.opened();
                RawWebSocket old = bed.webSocket(TestBed.WEBSOCKET3)) {
            socket.sendText("40");
            assertThat(socket.next()).isEqualTo("44{\"message\":\"no\",\"data\":{\"code\":7}}");
            old.next();
            assertThat(old.next()).isEqualTo("44{\"code\":7}");
        }
        bed.recorder.admission = handshake -> CompletableFuture.completedFuture(Admission.refused("no"));
        try (RawWebSocket socket = bed.opened();
                RawWebSocket old = bed.webSocket(TestBed.WEBSOCKET3)) {
            socket.sendText("40");
            assertThat(socket.next()).isEqualTo("44{\"message\":\"no\"}");
            old.next();
            assertThat(old.next()).isEqualTo("44\"no\"");
        }
    }

    @Test
    void anAdmissionThatFailsRefusesWithoutTellingWhy() throws Exception {
        bed.recorder.admission = handshake -> CompletableFuture.failedFuture(new IllegalStateException("secret"));
        try (RawWebSocket socket = bed.opened()) {
            socket.sendText("40");
            assertThat(socket.next()).isEqualTo("44{\"message\":\"internal error\"}");
        }
        bed.recorder.admission = handshake -> {
            throw new IllegalStateException("secret");
        };
        try (RawWebSocket socket = bed.opened()) {
            socket.sendText("40");
            assertThat(socket.next()).isEqualTo("44{\"message\":\"internal error\"}");
        }
        assertThat(LeakWatch.problems()).hasSize(2).allMatch(problem -> problem.contains("admission failed"));
        LeakWatch.problems().clear();
    }

    @Test
    void admissionMayTakeItsTimeOnAnotherThreadAndWhatComesMeanwhileIsServedAfterwards() throws Exception {
        CompletableFuture<Admission> decision = new CompletableFuture<>();
        bed.recorder.admission = handshake -> decision;
        try (RawWebSocket socket = bed.opened()) {
            socket.sendText("40");
            socket.sendText("42[\"early\",1]");
            socket.sendText("42[\"early\",2]");
            assertThat(bed.recorder.next()).isEqualTo("admit");
            assertThat(bed.recorder.heard).isEmpty();
            Thread.ofVirtual().start(() -> decision.complete(Admission.accepted("ticket")));
            assertThat(socket.next()).startsWith("40{");
            assertThat(socket.next()).isEqualTo("42[\"early\",1]");
            assertThat(socket.next()).isEqualTo("42[\"early\",2]");
            assertThat(bed.recorder.connection().attachment(String.class)).isEqualTo("ticket");
        }
    }

    @Test
    void anAdmissionThatComesTooLateIsDropped() throws Exception {
        CompletableFuture<Admission> decision = new CompletableFuture<>();
        bed.recorder.admission = handshake -> decision;
        try (RawWebSocket socket = bed.opened()) {
            socket.sendText("40");
            assertThat(bed.recorder.next()).isEqualTo("admit");
            assertThat(socket.next()).isEqualTo("close:1008");
        }
        decision.complete(Admission.accepted());
        bed.recorder.admission = handshake -> CompletableFuture.completedFuture(Admission.accepted());
        bed.connected().close();
        assertThat(bed.recorder.next()).isEqualTo("admit");
        assertThat(bed.recorder.next()).isEqualTo("connected");
        assertThat(bed.recorder.next()).isEqualTo("disconnected TRANSPORT_LOST");
    }

    @Test
    void aClientThatEntersNoNamespaceIsClosed() throws Exception {
        try (RawWebSocket socket = bed.opened()) {
            assertThat(socket.next()).isEqualTo("close:1008");
        }
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("41");
            assertThat(socket.next()).isEqualTo("close:1008");
        }
        await().until(() -> bed.server.stats().sessions() == 0);
    }

    @Test
    void connectingTwiceIsAViolation() throws Exception {
        try (RawWebSocket socket = bed.connected()) {
            socket.sendText("40");
            assertThat(socket.next()).isEqualTo("close:1002");
        }
    }

    @Test
    void aNamespaceOfProtocol3MayHaveAQuery() throws Exception {
        try (RawWebSocket socket = bed.webSocket(TestBed.WEBSOCKET3 + "&token=first")) {
            assertThat(socket.next()).startsWith("0{");
            assertThat(socket.next()).isEqualTo("40");
            socket.sendText("40/admin?token=second");
            assertThat(socket.next()).isEqualTo("40/admin,");
            assertThat(admin.connection().handshake().query("token")).isEqualTo("second");
            assertThat(bed.recorder.connection().handshake().query("token")).isEqualTo("first");
            socket.sendText("42/admin,[\"x\"]");
            assertThat(socket.next()).isEqualTo("42/admin,[\"x\"]");
        }
    }

    @Test
    void aNamespaceNameMustBeOne() {
        for (String bad : new String[] {"", "admin", "/a,b", "/a?b"}) {
            assertThatThrownBy(() -> bed.server.namespace(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
