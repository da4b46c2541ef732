package com.meeshy.presence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/// A flight recording of a gateway: which methods its time goes to and which classes its garbage is made of.
///
/// @param file written when the process ends, and kept
public record Profile(Path file) {
    private static final int LINES = 15;

    public static Profile prepare() throws IOException {
        return new Profile(Files.createTempFile("meeshy-bench-", ".jfr"));
    }

    List<String> javaOptions() {
        return List.of("-XX:StartFlightRecording:settings=profile,filename=" + file, "-Xlog:jfr*=off");
    }

    /// Prints both lists, in shares of all samples.
    public void print() throws IOException {
        Map<String, Long> methods = new HashMap<>();
        Map<String, Long> classes = new HashMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> methods.merge(top(event), 1L, Long::sum);
                    case "jdk.ObjectAllocationSample" ->
                        classes.merge(event.getClass("objectClass").getName(), event.getLong("weight"), Long::sum);
                    default -> {}
                }
            }
        }
        print("where the gateway's time goes", methods);
        print("what the gateway allocates", classes);
        System.out.println("flight recording: " + file);
    }

    private static String top(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        if (trace == null || trace.getFrames().isEmpty()) {
            return "unknown";
        }
        RecordedFrame frame = trace.getFrames().getFirst();
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    private static void print(String title, Map<String, Long> shares) {
        long all = shares.values().stream().mapToLong(Long::longValue).sum();
        System.out.println(title + ":");
        shares.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(LINES)
                .forEach(each -> System.out.printf(
                        Locale.ROOT, "  %5.1f %%  %s%n", 100.0 * each.getValue() / all, each.getKey()));
    }
}
