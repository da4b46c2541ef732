package com.meeshy.presence.live.admission;

import com.meeshy.presence.live.admission.Limit.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The effective size of a limit.
///
/// @param amount how many, or how many bytes; 0 for a time
/// @param window in which that many are allowed, or the time itself; zero for a number or bytes
public record LimitValue(long amount, Duration window) {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\d{1,9}\\s*(?:ms|s|m|h|d))");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final int BURST_SECONDS = 5;

    static LimitValue parse(Limit limit, String text) {
        String value = text.toLowerCase(Locale.ROOT);
        LimitValue parsed = switch (limit.kind()) {
            case RATE, TRIES -> rate(limit, value);
            case COUNT -> new LimitValue(number(limit, value), Duration.ZERO);
            case BYTES -> new LimitValue(bytes(limit, value), Duration.ZERO);
            case TIME -> new LimitValue(0, time(limit, value));
        };
        long measured = limit.kind() == Kind.TIME ? parsed.window.toMillis() : parsed.amount;
        if (measured < limit.least() || measured > limit.most()) {
            throw new WrongLimit(limit, text, bounds(limit));
        }
        return parsed;
    }

    private static LimitValue rate(Limit limit, String value) {
        if (limit.kind() == Kind.RATE && NUMBER.matcher(value).matches()) {
            return new LimitValue(Long.parseLong(value) * BURST_SECONDS, Duration.ofSeconds(BURST_SECONDS));
        }
        Matcher matcher = RATE.matcher(value);
        if (!matcher.matches()) {
            throw new WrongLimit(limit, value, "write how many in which time, like 20/10s");
        }
        Duration window = time(limit, matcher.group(2));
        if (window.isZero()) {
            throw new WrongLimit(limit, value, "the time must be longer than zero");
        }
        return new LimitValue(Long.parseLong(matcher.group(1)), window);
    }

    private static long number(Limit limit, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new WrongLimit(limit, value, "write a whole number");
        }
        return Long.parseLong(value);
    }

    private static int bytes(Limit limit, String value) {
        return SizeText.parse(value).orElseThrow(() -> new WrongLimit(limit, value, "write a size like 100kb or 1mb"));
    }

    private static Duration time(Limit limit, String value) {
        Duration time = DurationText.parse(value);
        if (time == null) {
            throw new WrongLimit(limit, value, DurationText.HOW_TO_WRITE);
        }
        return time;
    }

    private static String bounds(Limit limit) {
        boolean open = limit.most() == Integer.MAX_VALUE;
        String least = shown(limit, limit.least());
        return switch (limit.kind()) {
            case BYTES -> open ? "allow at least " + least : "choose a size between " + least + " and " + most(limit);
            case TIME -> open ? "allow at least " + least : "choose a time between " + least + " and " + most(limit);
            case COUNT, RATE, TRIES ->
                open ? "allow at least " + least : "choose a number between " + least + " and " + most(limit);
        };
    }

    private static String most(Limit limit) {
        return shown(limit, limit.most());
    }

    private static String shown(Limit limit, long amount) {
        return switch (limit.kind()) {
            case BYTES -> SizeText.of(amount);
            case TIME -> DurationText.of(Duration.ofMillis(amount));
            case COUNT, RATE, TRIES -> Long.toString(amount);
        };
    }

    /// Of a rate: how many a second in the long run, at least 1.
    public int perSecond() {
        return (int) Math.max(1, amount * 1000 / window.toMillis());
    }

    /// As an operator would write it.
    String text(Limit limit) {
        return switch (limit.kind()) {
            case RATE, TRIES -> amount + "/" + DurationText.of(window);
            case COUNT -> Long.toString(amount);
            case BYTES -> SizeText.of(amount);
            case TIME -> DurationText.of(window);
        };
    }
}
