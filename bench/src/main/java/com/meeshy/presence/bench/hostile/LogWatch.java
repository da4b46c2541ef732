package com.meeshy.presence.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What the gateway says in its log: how much, and whether something failed that should have been foreseen. Any thread.
final class LogWatch implements Consumer<String> {
    private static final Pattern ERROR = Pattern.compile("^\\S+ ERROR ");
    private static final int KEPT = 20;

    private final List<String> kept = new ArrayList<>();
    private long lines;
    private long errors;
    private long traces;

    @Override
    public synchronized void accept(String line) {
        lines++;
        boolean error = ERROR.matcher(line).find();
        boolean trace = line.startsWith("\tat ");
        errors += error ? 1 : 0;
        traces += trace ? 1 : 0;
        if ((error || line.contains("OutOfMemoryError") || line.contains("Exception")) && kept.size() < KEPT) {
            kept.add(line);
        }
    }

    synchronized long lines() {
        return lines;
    }

    synchronized long errors() {
        return errors;
    }

    /// Lines of stack traces.
    synchronized long traces() {
        return traces;
    }

    /// The first of what should not be there.
    synchronized List<String> kept() {
        return List.copyOf(kept);
    }
}
