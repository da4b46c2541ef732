package com.meeshy.presence.live.authentication;

import com.meeshy.presence.core.time.Time;
import com.meeshy.presence.live.admission.Limit;
import com.meeshy.presence.live.admission.LimitSettings;
import com.meeshy.presence.live.admission.Limits;
import com.meeshy.presence.live.port.LiveMeter;
import com.meeshy.presence.storage.Identities;
import java.util.concurrent.Executor;

/// Everything that finds out who somebody is.
///
/// @param authenticator for requests, which may wait
/// @param reception for loops, which may not
public record Identification(
        Tokens tokens,
        Revocations revocations,
        Authenticator authenticator,
        CredentialTries tries,
        Reception reception) {

    public static Identification of(
            Signatures signatures,
            Identities identities,
            LimitSettings sizes,
            Limits limits,
            LiveMeter meter,
            Executor executor,
            Time time) {
        Revocations revocations = new Revocations();
        Tokens tokens = new Tokens(signatures, revocations, time);
        Authenticator authenticator = new Authenticator(tokens, identities, meter, time);
        CredentialTries tries = new CredentialTries(limits, time::nanos);
        StrangersLane strangers =
                new StrangersLane(sizes.count(Limit.STRANGERS_AT_ONCE), sizes.bytes(Limit.STRANGERS_WAITING), executor);
        return new Identification(
                tokens, revocations, authenticator, tries, new Reception(authenticator, tries, strangers, executor));
    }
}
