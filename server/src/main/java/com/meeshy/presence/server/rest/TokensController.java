package com.meeshy.presence.server.rest;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.live.session.TokenRevocation;
import com.meeshy.presence.server.rest.Access.Who;
import com.meeshy.presence.server.rest.Answers.Success;
import com.meeshy.presence.storage.model.Revocation;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Tokens that must not be believed any more.
@Access(Who.ADMIN)
@Controller("/api/admin/tokens")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "adminKey")
final class TokensController {
    private static final int LONGEST_ID = 512;

    /// How far the clock of the caller may be ahead of ours.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final TokenRevocation revocation;
    private final InstantSource clock;

    TokensController(TokenRevocation revocation, InstantSource clock) {
        this.revocation = revocation;
        this.clock = clock;
    }

    /// Revokes one token by its jti, or the tokens of a user that were issued before a moment (now, if none is given).
    /// Whoever is connected with one is told so and closed.
    @Audited("token-revoke")
    @Post("/revoke")
    Success<RevokedBody> revoke(HttpRequest<?> request, @Body RevokeBody wish) {
        Revocation wanted = revocation(wish);
        TokenRevocation.Outcome outcome = revocation.revoke(wanted);
        Audit.describe(request, wanted + " closed=" + outcome.connectionsClosed());
        return Success.of(
                switch (wanted) {
                    case Revocation.OfToken token ->
                        new RevokedBody(token.tokenId(), null, null, outcome.connectionsClosed(), outcome.stored());
                    case Revocation.OfUser user ->
                        new RevokedBody(
                                null,
                                user.userId().toString(),
                                user.before(),
                                outcome.connectionsClosed(),
                                outcome.stored());
                });
    }

    private Revocation revocation(RevokeBody wish) {
        String tokenId = wish.jti();
        if ((tokenId == null) == (wish.userId() == null)) {
            throw RefusedRequest.invalid("Give either jti or userId.");
        }
        if (tokenId != null) {
            if (tokenId.isEmpty() || tokenId.length() > LONGEST_ID) {
                throw RefusedRequest.invalid("jti must have 1 to " + LONGEST_ID + " characters.");
            }
            if (wish.before() != null) {
                throw RefusedRequest.invalid("before goes with userId only.");
            }
            return new Revocation.OfToken(tokenId, expiry(wish.exp()));
        }
        ObjectId user = ObjectId.tryParse(wish.userId());
        if (user == null) {
            throw RefusedRequest.invalid("The id of a user has 24 hexadecimal digits.");
        }
        if (wish.exp() != null) {
            throw RefusedRequest.invalid("exp goes with jti only.");
        }
        return new Revocation.OfUser(user, before(wish.before()));
    }

    private static @Nullable Instant expiry(@Nullable Long seconds) {
        try {
            return seconds == null ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException e) {
            throw RefusedRequest.invalid("exp is the number of seconds that the token says.");
        }
    }

    private Instant before(@Nullable String text) {
        Instant now = clock.instant();
        if (text == null) {
            return now;
        }
        Instant before;
        try {
            before = OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw RefusedRequest.invalid("before is a moment like 2026-01-31T12:00:00Z.");
        }
        if (before.isAfter(now.plus(CLOCK_SKEW))) {
            throw RefusedRequest.invalid("before must not be in the future: it would bar tokens not issued yet.");
        }
        return before;
    }

    /// @param exp of that token, in seconds since 1970: then the revocation is forgotten; if absent, never
    /// @param before the moment before which the tokens of the user were issued; now, if absent
    record RevokeBody(
            @Nullable String jti,
            @Nullable Long exp,
            @Nullable String userId,
            @Nullable String before) {}

    /// @param connectionsClosed on this node
    /// @param stored false while the store is away: held in memory, and written when it is back
    record RevokedBody(
            @Nullable String jti,
            @Nullable String userId,
            @Nullable Instant before,
            int connectionsClosed,
            boolean stored) {}
}
