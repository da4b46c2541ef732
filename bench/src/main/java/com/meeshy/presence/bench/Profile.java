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
import one.convert.Arguments;
import one.convert.JfrToFlame;

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

    /// Prints both lists, in shares of all samples, and draws both as flame graphs.
    public void print() throws IOException {
        Map<String, Long> methods = new HashMap<>();
        Map<String, Long> classes = new HashMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> methods.merge(method(event), 1L, Long::sum);
                    case "jdk.ObjectAllocationSample" ->
                        classes.merge(event.getClass("objectClass").getName(), event.getLong("weight"), Long::sum);
                    default -> {}
                }
            }
        }
        print("where the gateway's time goes", methods);
        print("what the gateway allocates", classes);
        System.out.println("flight recording: " + file + ", flame graphs: " + draw("time", false) + ", "
                + draw("allocations", true));
    }

    /// @return a page beside the recording, on which our own frames stand out
    private Path draw(String title, boolean allocations) throws IOException {
        Path page = file.resolveSibling(file.getFileName() + "." + title + ".html");
        Arguments arguments =
                new Arguments("--total", "--dot", "--norm", "--minwidth", "0.1", "--highlight", "com.meeshy");
        arguments.title = title;
        arguments.alloc = allocations;
        JfrToFlame.convert(file.toString(), page.toString(), arguments);
        return page;
    }

    /// The innermost of the stack.
    private static String method(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        return trace == null || trace.getFrames().isEmpty()
                ? "unknown"
                : name(trace.getFrames().getFirst());
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
