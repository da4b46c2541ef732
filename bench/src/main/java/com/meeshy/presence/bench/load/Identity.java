package com.meeshy.presence.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Ids from numbers and back, and JWTs (HS256) as the application that owns the users would make them.
public final class Identity {
    private static final String PERSON = "5eed000000000000";
    private static final String CONVERSATION = "c0de000000000000";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            BASE64.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec key;
    private final long issued;

    public Identity(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        issued = Instant.now().getEpochSecond();
    }

    public static String person(int number) {
        return PERSON + "%08x".formatted(number);
    }

    public static String conversation(int number) {
        return CONVERSATION + "%08x".formatted(number);
    }

    /// The number in the last eight digits of an id at this place, or -1 when it is not a person's.
    static int number(byte[] text, int at) {
        int number = 0;
        for (int i = 0; i < PERSON.length() + 8; i++) {
            if (i < PERSON.length()) {
                if (text[at + i] != PERSON.charAt(i)) {
                    return -1;
                }
            } else {
                number = number << 4 | Character.digit(text[at + i], 16);
            }
        }
        return number;
    }

    public String token(int person) {
        String id = person(person);
        String claims = "{\"userId\":\"" + id + "\",\"sub\":\"" + id + "\",\"username\":\"p" + person + "\",\"iat\":"
                + issued + ",\"exp\":" + (issued + LIFETIME.toSeconds()) + "}";
        String signed = HEADER + "." + BASE64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return signed + "." + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }
}
