package com.meeshy.presence.server.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.meeshy.presence.server.authentication.AdminKey;
import com.meeshy.presence.server.authentication.AttemptsPerAddress;
import com.meeshy.presence.server.authentication.Authenticator;
import com.meeshy.presence.server.authentication.ClientNetwork;
import com.meeshy.presence.server.authentication.Credentials;
import com.meeshy.presence.server.authentication.Fields;
import com.meeshy.presence.server.authentication.Rejected;
import com.meeshy.presence.server.authentication.Rejection;
import com.meeshy.presence.server.authentication.Verified;
import com.meeshy.socketio.Admission;
import com.meeshy.socketio.Handshake;
import com.meeshy.socketio.Namespace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Who may look: the holder of the admin key, or of a token of an administrator. Failed tries are limited for
/// each address, so that a key cannot be found by trying; whoever is let in is never counted.
public final class ConsoleDoor {
    /// More than any team has; each costs an encoded event a second.
    private static final int MOST_OPERATORS = 100;

    private final AdminKey key;
    private final Authenticator authenticator;
    private final AttemptsPerAddress failures;
    private final Namespace namespace;
    private final Executor virtualThreads;

    public ConsoleDoor(
            AdminKey key,
            Authenticator authenticator,
            AttemptsPerAddress failures,
            Namespace namespace,
            Executor virtualThreads) {
        this.key = key;
        this.authenticator = authenticator;
        this.failures = failures;
        this.namespace = namespace;
        this.virtualThreads = virtualThreads;
    }

    /// Event loop.
    CompletionStage<Admission> knock(Handshake handshake) {
        String address = ClientNetwork.of(handshake.remoteAddress());
        if (failures.isExhausted(address)) {
            return CompletableFuture.completedFuture(refused(
                    "TOO_MANY_ATTEMPTS", "Too many failed tries from this address: wait a minute, then try again."));
        }
        if (namespace.connectionCount() >= MOST_OPERATORS) {
            return CompletableFuture.completedFuture(
                    refused("TOO_MANY_CONSOLES", "Too many consoles are open: close one, then try again."));
        }
        Fields auth = Fields.of(handshake.auth());
        String offered = offeredKey(handshake, auth);
        if (offered != null) {
            // A wrong key never falls through to a token.
            return CompletableFuture.completedFuture(
                    key.opens(offered)
                            ? Admission.accepted(Operator.withKey())
                            : failed(address, "ADMIN_KEY_WRONG", "This is not the admin key of this gateway."));
        }
        Credentials credentials = Credentials.of(handshake::header, auth);
        return CompletableFuture.supplyAsync(() -> withToken(credentials, address), virtualThreads);
    }

    private Admission withToken(Credentials credentials, String address) {
        return switch (authenticator.authenticate(credentials)) {
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
        failures.admit(address);
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
