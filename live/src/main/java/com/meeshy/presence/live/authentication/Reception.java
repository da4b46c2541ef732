package com.meeshy.presence.live.authentication;

import com.meeshy.presence.live.authentication.Rejected.Offered;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Authentication for event loops. Good traffic goes before refusals: what can be refused is refused where it
/// arrives, without a thread or a query; who is proven is read at once; what anybody can send waits among the
/// strangers, as often as its address may try.
public final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /// What waits beside the text of a credential: the session and its events.
    private static final int OVERHEAD_BYTES = 1_000;

    private final Authenticator authenticator;
    private final CredentialTries tries;
    private final StrangersLane strangers;
    private final Executor virtualThreads;

    public Reception(
            Authenticator authenticator, CredentialTries tries, StrangersLane strangers, Executor virtualThreads) {
        this.authenticator = authenticator;
        this.tries = tries;
        this.strangers = strangers;
        this.virtualThreads = virtualThreads;
    }

    /// Never blocks.
    ///
    /// @param network of the client, see [ClientNetwork]
    /// @param answer called exactly once: with a refusal, perhaps before this returns and on this thread; with
    ///     somebody verified, on a virtual thread, which it may block
    public void authenticate(Credentials credentials, String network, Consumer<Authentication> answer) {
        FirstLook look = authenticator.look(credentials);
        switch (look) {
            case FirstLook.Refused refused -> answer.accept(authenticator.finish(refused));
            case FirstLook.Proven proven -> virtualThreads.execute(() -> answer.accept(finish(proven)));
            case FirstLook.Session(String token)
            when tries.wasRight(token) -> virtualThreads.execute(() -> answer.accept(returning(look, token)));
            case FirstLook.Session session -> stranger(session, Offered.SESSION, credentials, network, answer);
            case FirstLook.Published published -> stranger(published, Offered.TOKEN, credentials, network, answer);
        }
    }

    /// Whether the proof was revoked since it was accepted. Never blocks.
    public boolean isRevoked(Verified verified) {
        return authenticator.isRevoked(verified);
    }

    private Authentication returning(FirstLook look, String session) {
        Authentication answer = finish(look);
        if (answer instanceof Rejected rejected && !rejected.reason().isWorthRetrying()) {
            tries.over(session);
        }
        return answer;
    }

    private void stranger(
            FirstLook look, Offered offered, Credentials credentials, String network, Consumer<Authentication> answer) {
        String credential = String.valueOf(credentials.deciding());
        if (tries.untilRoom(network, credentials).isPositive()) {
            answer.accept(authenticator.finish(refused(Rejection.RATE_LIMITED, offered)));
        } else if (!strangers.offer(
                () -> judge(look, offered, credential, network, answer), credential.length() + OVERHEAD_BYTES)) {
            answer.accept(authenticator.finish(refused(Rejection.OVERLOADED, offered)));
        }
    }

    /// The lane is left before somebody verified is let in, which takes longer.
    private void judge(
            FirstLook look, Offered offered, String credential, String network, Consumer<Authentication> answer) {
        Authentication judged = finish(look);
        switch (judged) {
            case Rejected rejected -> {
                if (rejected.reason().isUnproven()) {
                    tries.wrong(network, credential);
                }
                answer.accept(rejected);
            }
            case Verified verified -> {
                if (offered == Offered.SESSION) {
                    tries.right(credential);
                }
                virtualThreads.execute(() -> answer.accept(verified));
            }
        }
    }

    private Authentication finish(FirstLook look) {
        try {
            return authenticator.finish(look);
        } catch (RuntimeException e) {
            LOG.error("A credential could not be checked, on a defect", e);
            return new Rejected(Rejection.UNAVAILABLE, Offered.TOKEN);
        }
    }

    private static FirstLook refused(Rejection reason, Offered offered) {
        return new FirstLook.Refused(new Rejected(reason, offered));
    }
}
