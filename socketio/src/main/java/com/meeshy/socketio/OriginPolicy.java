package com.meeshy.socketio;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Which web pages of other origins may connect. A page of the same origin (its `Origin` names the host it asks)
/// always may, and so does a client that sends no `Origin`, since it is not a browser.
@FunctionalInterface
public interface OriginPolicy {

    /// No page of another origin.
    OriginPolicy SAME_ORIGIN = origin -> false;

    /// Any page. For development, and for services without cookies.
    OriginPolicy ANY = origin -> true;

    /// Exactly these origins, e.g. `https://app.example.org`; `*` among them means any.
    static OriginPolicy of(Collection<String> origins) {
        Set<String> allowed =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return allowed.contains("*") ? ANY : origin -> allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /// Whether pages of this origin may connect.
    boolean allows(String origin);
}
