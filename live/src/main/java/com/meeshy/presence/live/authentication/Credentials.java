package com.meeshy.presence.live.authentication;

import org.jspecify.annotations.Nullable;

/// What somebody offers as proof, found in the places of SPEC §4. Both may be present: then the token decides
/// alone.
///
/// @param token a JWT, unverified
/// @param session a guest's session token, unverified
public record Credentials(@Nullable String token, @Nullable String session) {
    public static final String SESSION_HEADER = "x-session-token";

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "bearer ";

    /// From a handshake or a REST request.
    public static Credentials of(Fields headers, Fields auth) {
        String token = first(authorization(headers), text(auth, "authToken"), text(auth, "token"));
        String session = first(text(headers, SESSION_HEADER), text(auth, "sessionToken"), null);
        return new Credentials(
                announcedAs(auth, "tokenType", "jwt") ? token : null,
                announcedAs(auth, "sessionType", "anonymous") ? session : null);
    }

    /// From the `authenticate` event, in which old clients put a JWT under `sessionToken`.
    public static Credentials ofEvent(Fields payload) {
        Credentials found = of(Fields.NONE, payload);
        if (found.token == null && found.session != null && looksLikeJwt(found.session)) {
            return new Credentials(found.session, null);
        }
        return found;
    }

    /// The one that decides; null when there is none.
    public @Nullable String deciding() {
        return token != null ? token : session;
    }

    public boolean isEmpty() {
        return token == null && session == null;
    }

    /// Never shows what it holds.
    @Override
    public String toString() {
        return "Credentials[" + (token != null ? "token" : session != null ? "session" : "none") + "]";
    }

    /// A header with another scheme (such as the Basic of a proxy in front) is no token.
    private static @Nullable String authorization(Fields headers) {
        String raw = headers.text(AUTHORIZATION);
        boolean otherScheme =
                raw != null && !isBearer(raw.strip()) && raw.strip().indexOf(' ') > 0;
        return otherScheme ? null : text(headers, AUTHORIZATION);
    }

    private static @Nullable String text(Fields fields, String name) {
        String raw = fields.text(name);
        if (raw == null) {
            return null;
        }
        String text = raw.strip();
        if (isBearer(text)) {
            text = text.substring(BEARER.length()).strip();
        }
        return text.isEmpty() || text.equalsIgnoreCase(BEARER.strip()) ? null : text;
    }

    private static boolean isBearer(String text) {
        return text.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private static @Nullable String first(@Nullable String one, @Nullable String two, @Nullable String three) {
        return one != null ? one : two != null ? two : three;
    }

    private static boolean announcedAs(Fields auth, String name, String expected) {
        String type = auth.text(name);
        return type == null || type.isBlank() || type.strip().equalsIgnoreCase(expected);
    }

    private static boolean looksLikeJwt(String text) {
        int first = text.indexOf('.');
        return text.startsWith("eyJ") && first > 0 && text.indexOf('.', first + 1) > first;
    }
}
