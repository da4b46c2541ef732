package com.meeshy.presence.server.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.authentication.AdminKey;
import com.meeshy.presence.live.authentication.Authentication;
import com.meeshy.presence.live.authentication.ClientNetwork;
import com.meeshy.presence.live.authentication.Credentials;
import com.meeshy.presence.live.authentication.Fields;
import com.meeshy.presence.live.authentication.Reception;
import com.meeshy.presence.live.authentication.Rejected;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.server.wire.JsonFields;
import com.meeshy.socketio.Admission;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.Namespace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Who may look: the holder of the admin key, or of a token of an administrator. Failed tries are limited for
/// each address, so that a key cannot be found by trying; whoever is let in is never counted.
public final class ConsoleDoor {
    /// More than any team has; each costs an encoded event a second.
    private static final int MOST_OPERATORS = 100;

    private final AdminKey key;
    private final Reception reception;
    private final Limits limits;
    private final Namespace namespace;

    public ConsoleDoor(AdminKey key, Reception reception, Limits limits, Namespace namespace) {
        this.key = key;
        this.reception = reception;
        this.limits = limits;
        this.namespace = namespace;
    }

    /// Event loop.
    CompletionStage<Admission> knock(Handshake handshake) {
        String address = ClientNetwork.of(handshake.remoteAddress());
        if (limits.untilRoom(Limit.WRONG_CONSOLE_TRIES, address).isPositive()) {
            limits.exceeded(Limit.WRONG_CONSOLE_TRIES, address);
            return CompletableFuture.completedFuture(refused(
                    "TOO_MANY_ATTEMPTS", "Too many failed tries from this address: wait a minute, then try again."));
        }
        if (namespace.connectionCount() >= MOST_OPERATORS) {
            return CompletableFuture.completedFuture(
                    refused("TOO_MANY_CONSOLES", "Too many consoles are open: close one, then try again."));
        }
        Fields auth = JsonFields.of(handshake.auth());
        String offered = offeredKey(handshake, auth);
        if (offered != null) {
            // A wrong key never falls through to a token.
            return CompletableFuture.completedFuture(
                    key.opens(offered)
                            ? Admission.accepted(Operator.withKey())
                            : failed(address, "ADMIN_KEY_WRONG", "This is not the admin key of this gateway."));
        }
        Credentials credentials = Credentials.of(handshake::header, auth);
        CompletableFuture<Admission> decided = new CompletableFuture<>();
        reception.authenticate(credentials, address, answer -> decided.complete(judge(answer, address)));
        return decided;
    }

    private Admission judge(Authentication answer, String address) {
        return switch (answer) {
            case Rejected rejected
            when rejected.reason().isWorthRetrying() ->
                refused(rejected.reason().name(), rejected.message());
            case Rejected rejected
            when rejected.reason() == Rejection.CREDENTIALS_MISSING ->
                failed(address, rejected.reason().name(), "Give the admin key or the token of an administrator.");
            case Rejected rejected -> failed(address, rejected.reason().name(), rejected.message());
            case Verified verified
            when !verified.isAdmin() -> failed(address, "PERMISSION_DENIED", "This account is not an administrator's.");
            case Verified verified -> Admission.accepted(Operator.of(verified));
        };
    }

    private Admission failed(String address, String code, String message) {
        limits.take(Limit.WRONG_CONSOLE_TRIES, address);
        return refused(code, message);
    }

    private static Admission refused(String code, String message) {
        return Admission.refused(message, JsonNodeFactory.instance.objectNode().put("code", code));
    }

    private static @Nullable String offeredKey(Handshake handshake, Fields auth) {
        String offered = auth.text("adminKey");
        return offered == null ? handshake.header(AdminKey.HEADER) : offered;
    }
}
