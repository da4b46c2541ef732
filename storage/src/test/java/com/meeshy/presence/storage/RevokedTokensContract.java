package com.meeshy.presence.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Revocation;
import org.junit.jupiter.api.Test;

/// What every [RevokedTokens] owes.
abstract class RevokedTokensContract extends StoreContract {
    @Test
    void whatWasRevokedIsKeptOverARestart() {
        ObjectId user = newId();
        Revocation withEnd = new Revocation.OfToken("token-1", NOON.plusSeconds(60));
        Revocation forEver = new Revocation.OfToken("token-2 \u00e9\u0000'", null);
        Revocation ofUser = new Revocation.OfUser(user, NOON.plusMillis(1));
        // A token may be named like a user.
        Revocation namesake = new Revocation.OfToken(user.toString(), null);
        storage.revokedTokens().add(withEnd);
        storage.revokedTokens().add(forEver);
        storage.revokedTokens().add(ofUser);
        storage.revokedTokens().add(namesake);

        reopen();

        assertThat(storage.revokedTokens().all()).containsExactlyInAnyOrder(withEnd, forEver, ofUser, namesake);
    }

    @Test
    void sayingItAgainAddsNoRow() {
        ObjectId user = newId();
        storage.revokedTokens().add(new Revocation.OfToken("token", null));
        storage.revokedTokens().add(new Revocation.OfToken("token", NOON));
        storage.revokedTokens().add(new Revocation.OfUser(user, NOON));
        storage.revokedTokens().add(new Revocation.OfUser(user, NOON.minusSeconds(5)));

        assertThat(storage.revokedTokens().all())
                .as("the end of a token is what was said last; of a user the latest moment counts")
                .containsExactlyInAnyOrder(new Revocation.OfToken("token", NOON), new Revocation.OfUser(user, NOON));
    }

    @Test
    void onlyWhatIsOverIsForgotten() {
        Revocation open = new Revocation.OfToken("b", NOON.plusSeconds(1));
        Revocation forEver = new Revocation.OfToken("c", null);
        Revocation ofUser = new Revocation.OfUser(newId(), NOON.minusSeconds(3600));
        storage.revokedTokens().add(new Revocation.OfToken("a", NOON.minusSeconds(1)));
        storage.revokedTokens().add(open);
        storage.revokedTokens().add(forEver);
        storage.revokedTokens().add(ofUser);

        storage.revokedTokens().forgetExpired(NOON);

        assertThat(storage.revokedTokens().all()).containsExactlyInAnyOrder(open, forEver, ofUser);
    }
}
