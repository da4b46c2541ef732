package com.meeshy.presence.live.authentication;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The address of a JWK set. A key in it that cannot be read is left out, and the others count (RFC 7517 §5).
final class KeySetAddress implements PublishedKeys.Issuer {
    private static final Logger LOG = LoggerFactory.getLogger(KeySetAddress.class);
    private static final int TIMEOUT_MS = 3_000;
    private static final int LIMIT_BYTES = 512 * 1024;
    private static final int MOST_KEYS = 200;

    private final URL url;
    private final DefaultResourceRetriever retriever =
            new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, LIMIT_BYTES);

    KeySetAddress(URI uri) {
        try {
            url = uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("JWT_JWKS_URL was validated before", e);
        }
    }

    @Override
    public JWKSet fetch() throws KeySourceException {
        try {
            return parse(retriever.retrieveResource(url).getContent());
        } catch (IOException e) {
            throw new KeySourceException("the key set cannot be fetched: " + e.getMessage(), e);
        } catch (ParseException e) {
            throw new KeySourceException("the key set cannot be read: " + e.getMessage(), e);
        }
    }

    static JWKSet parse(String text) throws ParseException {
        Object keys = JSONObjectUtils.parse(text).get("keys");
        if (!(keys instanceof List<?> each)) {
            throw new ParseException("it has no array \"keys\"", 0);
        }
        List<JWK> readable = new ArrayList<>();
        for (Object key : each) {
            if (readable.size() < MOST_KEYS) {
                addIfReadable(readable, key);
            }
        }
        if (readable.size() < Math.min(each.size(), MOST_KEYS)) {
            LOG.debug(
                    "JWKS: {} of {} keys cannot be read and are left out", each.size() - readable.size(), each.size());
        }
        return new JWKSet(readable);
    }

    @SuppressWarnings("unchecked")
    private static void addIfReadable(List<JWK> readable, Object key) {
        try {
            if (key instanceof Map<?, ?> members) {
                readable.add(JWK.parse((Map<String, Object>) members));
            }
        } catch (ParseException | RuntimeException e) {
            LOG.debug("JWKS: a key is left out: {}", e.getMessage());
        }
    }
}
