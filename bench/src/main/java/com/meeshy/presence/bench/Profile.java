package com.meeshy.presence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        return List.of(
                "-XX:FlightRecorderOptions:stackdepth=160",
                "-XX:StartFlightRecording:settings=profile,filename=" + file,
                "-Xlog:jfr*=off");
    }

    /// Prints both lists, in shares of all samples, and draws both flame graphs.
    public void print() throws IOException {
        Map<String, Long> methods = new HashMap<>();
        Map<String, Long> classes = new HashMap<>();
        FlameGraph time = new FlameGraph();
        FlameGraph garbage = new FlameGraph();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> {
                        List<String> stack = stack(event);
                        methods.merge(stack.isEmpty() ? "unknown" : stack.getLast(), 1L, Long::sum);
                        time.add(stack, 1);
                    }
                    case "jdk.ObjectAllocationSample" -> {
                        String made = event.getClass("objectClass").getName();
                        List<String> stack = new ArrayList<>(stack(event));
                        stack.add(made);
                        classes.merge(made, event.getLong("weight"), Long::sum);
                        garbage.add(stack, event.getLong("weight"));
                    }
                    default -> {}
                }
            }
        }
        print("where the gateway's time goes", methods);
        print("what the gateway allocates", classes);
        Path graphs = file.resolveSibling(file.getFileName() + ".html");
        Files.writeString(
                graphs,
                "<!doctype html>\n<meta charset=\"utf-8\"><title>Profile</title><h1>Time</h1>\n" + time.svg()
                        + "<h1>Allocations</h1>\n" + garbage.svg());
        System.out.println("flight recording: " + file + ", flame graphs: " + graphs);
    }

    /// The outermost caller first.
    private static List<String> stack(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        return trace == null
                ? List.of()
                : trace.getFrames().reversed().stream().map(Profile::name).toList();
    }

    private static String name(RecordedFrame frame) {
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
