package com.meeshy.socketio;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/// Counts objects that the garbage collector could not free.
final class LiveObjects {

    private LiveObjects() {}

    /// Live instances of a class, after a full collection.
    static int count(String className) {
        String histogram = histogram();
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToInt(columns -> Integer.parseInt(columns[1]))
                .sum();
    }

    /// Live bytes in the heap, after a full collection.
    static long heapBytes() {
        String[] total = histogram()
                .lines()
                .reduce((first, last) -> last)
                .orElseThrow()
                .strip()
                .split("\\s+", -1);
        return Long.parseLong(total[2]);
    }

    /// How many of each class of ours, for a look at a leak.
    static String ours() {
        return histogram()
                .lines()
                .filter(line -> line.contains("meeshy") || line.contains("SocketChannel"))
                .toList()
                .toString();
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
