package com.meeshy.presence.live.port;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Writes down what it hears.
public final class HeardMeter implements LiveMeter {
    public final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void verified() {
        heard.add("verified");
    }

    @Override
    public void rejected(String code) {
        heard.add(code);
    }

    @Override
    public void limitExceeded(String limit) {
        heard.add(limit);
    }
}
