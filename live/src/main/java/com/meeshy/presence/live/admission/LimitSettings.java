package com.meeshy.presence.live.admission;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/// The effective size of each limit.
public final class LimitSettings {
    private final Map<Limit, LimitValue> values;

    private LimitSettings(Map<Limit, LimitValue> values) {
        this.values = values;
    }

    /// @param texts what is written for each limit
    /// @throws WrongLimit about the first that cannot be used
    public static LimitSettings of(Function<Limit, String> texts) {
        Map<Limit, LimitValue> values = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            values.put(limit, LimitValue.parse(limit, texts.apply(limit)));
        }
        return new LimitSettings(Collections.unmodifiableMap(values));
    }

    /// Everything as it is when nobody sets anything.
    public static LimitSettings defaults() {
        return of(Limit::fallback);
    }

    /// These with another size for one limit, written as an operator would.
    public LimitSettings with(Limit limit, String text) {
        Map<Limit, LimitValue> changed = new EnumMap<>(values);
        changed.put(limit, LimitValue.parse(limit, text));
        return new LimitSettings(Collections.unmodifiableMap(changed));
    }

    /// Of a RATE or TRIES.
    public LimitValue rate(Limit limit) {
        return value(limit);
    }

    /// Of a COUNT.
    public int count(Limit limit) {
        return Math.toIntExact(value(limit).amount());
    }

    /// Of BYTES.
    public int bytes(Limit limit) {
        return Math.toIntExact(value(limit).amount());
    }

    /// Of a TIME.
    public Duration time(Limit limit) {
        return value(limit).window();
    }

    /// As an operator would write it.
    public String text(Limit limit) {
        return value(limit).text(limit);
    }

    private LimitValue value(Limit limit) {
        LimitValue value = values.get(limit);
        if (value == null) {
            throw new IllegalStateException(limit + " has no value");
        }
        return value;
    }
}
