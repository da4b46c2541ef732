package com.meeshy.presence.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What the gateway says in its log: how much, and whether something failed that should have been foreseen. Any thread.
final class LogWatch implements Consumer<String> {
    private static final Pattern ERROR = Pattern.compile("^\\S+ ERROR ");
    private static final int KEPT = 5;

    /// @param lines but those that tell of each announcement
    /// @param traces lines of stack traces
    record Sums(long lines, long errors, long traces) {
        Sums minus(Sums before) {
            return new Sums(lines - before.lines, errors - before.errors, traces - before.traces);
        }
    }

    private final List<String> kept = new ArrayList<>();
    private long lines;
    private long errors;
    private long traces;

    @Override
    public synchronized void accept(String line) {
        lines += line.contains(" USER_STATUS Broadcast ") ? 0 : 1;
        boolean error = ERROR.matcher(line).find();
        boolean trace = line.startsWith("\tat ");
        errors += error ? 1 : 0;
        traces += trace ? 1 : 0;
        if ((error || line.contains("OutOfMemoryError") || line.contains("Exception")) && kept.size() < KEPT) {
            kept.add(line);
        }
    }

    synchronized Sums sums() {
        return new Sums(lines, errors, traces);
    }

    /// The first of what should not be there, since the last call.
    synchronized List<String> takeKept() {
        List<String> taken = List.copyOf(kept);
        kept.clear();
        return taken;
    }
}
