package com.meeshy.presence.server.console;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.core.identity.ParticipantId;
import com.meeshy.presence.live.authentication.Rejection;
import com.meeshy.presence.live.authentication.Revocations;
import com.meeshy.presence.live.authentication.Verified;
import com.meeshy.presence.storage.Accounts;
import com.meeshy.presence.storage.model.Account;
import com.meeshy.socketio.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is at a console now, and for how long they may be. Safe from any thread.
public final class Operators {
    private static final Logger LOG = LoggerFactory.getLogger(Operators.class);

    private final Accounts accounts;
    private final Revocations revocations;
    private final InstantSource clock;
    private final Map<Connection, Operator> present = new ConcurrentHashMap<>();

    public Operators(Accounts accounts, Revocations revocations, InstantSource clock) {
        this.accounts = accounts;
        this.revocations = revocations;
        this.clock = clock;
    }

    void enter(Connection connection, Operator operator) {
        present.put(connection, operator);
    }

    void leave(Connection connection) {
        present.remove(connection);
    }

    int count() {
        return present.size();
    }

    /// Ends the sessions whose token is over or revoked. Never blocks.
    void endExpired() {
        Instant now = clock.instant();
        present.forEach((connection, operator) -> {
            if (operator.hasExpired(now)) {
                end(connection, operator, Rejection.TOKEN_EXPIRED.name(), Rejection.TOKEN_EXPIRED.message());
            } else if (operator.verified() != null && revocations.cover(operator.verified())) {
                end(connection, operator, Rejection.TOKEN_REVOKED.name(), Rejection.TOKEN_REVOKED.message());
            }
        });
    }

    /// Ends the sessions of those who are no longer administrators. Blocks on the store.
    ///
    /// @throws com.meeshy.presence.core.port.StoreException when it is away: then everybody may stay
    void endDismissed() {
        Set<ObjectId> asked = new HashSet<>();
        present.values().forEach(operator -> {
            if (operator.participant() != null) {
                asked.add(operator.participant().value());
            }
        });
        if (asked.isEmpty()) {
            return;
        }
        Map<ObjectId, Account> known = new HashMap<>();
        accounts.accounts(asked).forEach(account -> known.put(account.id(), account));
        present.forEach((connection, operator) -> {
            ParticipantId participant = operator.participant();
            if (participant != null && asked.contains(participant.value())) {
                check(connection, operator, known.get(participant.value()));
            }
        });
    }

    private void check(Connection connection, Operator operator, @Nullable Account account) {
        if (account == null || !account.active()) {
            end(connection, operator, Rejection.USER_INACTIVE.name(), "This account was deactivated.");
        } else if (!Verified.isAdminRole(account.role())) {
            end(connection, operator, "PERMISSION_DENIED", "This account is no longer an administrator's.");
        }
    }

    private void end(Connection connection, Operator operator, String code, String message) {
        present.remove(connection);
        connection.emit(ConsoleEvent.ENDED, new Ended(message, code));
        connection.disconnect();
        LOG.info("CONSOLE ended operator={} code={}", operator, code);
    }

    /// The event `console:ended`: the reason why the connection is about to be closed.
    record Ended(String message, String code) {}
}
