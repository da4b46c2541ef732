package com.meeshy.presence.bench.hostile.stranger;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What strangers have counted. Any thread.
public final class Figures {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    public void count(String name) {
        add(name, 1);
    }

    public void add(String name, long many) {
        cell(name).addAndGet(many);
    }

    /// Keeps the largest.
    public void most(String name, long value) {
        cell(name).accumulateAndGet(value, Math::max);
    }

    /// 0 when nothing was counted.
    public long get(String name) {
        AtomicLong cell = counts.get(name);
        return cell == null ? 0 : cell.get();
    }

    public Map<String, Long> all() {
        Map<String, Long> sorted = new TreeMap<>();
        counts.forEach((name, cell) -> sorted.put(name, cell.get()));
        return sorted;
    }

    private AtomicLong cell(String name) {
        return counts.computeIfAbsent(name, key -> new AtomicLong());
    }
}
