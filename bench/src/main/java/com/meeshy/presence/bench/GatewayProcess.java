package com.meeshy.presence.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A gateway, or a peer of it, in a process of its own with an empty data folder that is deleted at the end.
public final class GatewayProcess implements AutoCloseable {
    public static final String SECRET = "a-secret-for-measurements-only-0123456789";
    public static final String ADMIN_KEY = "an-admin-key-for-measurements";
    private static final Pattern READY = Pattern.compile("Ready on http://[^:]+:(\\d+)/");

    /// All that is handed on of this process's environment: a MONGODB_URI in it may be that of real people.
    private static final Set<String> OF_THE_SYSTEM = Set.of("PATH", "HOME", "TMPDIR", "LANG");

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path data;
    private final CompletableFuture<Integer> port;

    private GatewayProcess(Process process, Path data, CompletableFuture<Integer> port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /// @param settings over those of a gateway on this machine with any free port
    public static GatewayProcess start(Map<String, String> settings) throws Exception {
        return start(settings, List.of(), null);
    }

    /// @param prefix of the command, such as one that pins it to some cores
    /// @param profile to record, or null
    public static GatewayProcess start(Map<String, String> settings, List<String> prefix, @Nullable Profile profile)
            throws Exception {
        List<String> command = new ArrayList<>(prefix);
        List<String> main = List.of("com.meeshy.presence.server.Main", "start");
        command.addAll(java(profile == null ? List.of() : profile.javaOptions(), main));
        return launch(command, settings);
    }

    /// The command that runs a main class with the classes of this process.
    public static List<String> java(List<String> options, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(mainAndArguments);
        return command;
    }

    /// Any server that takes its settings from the environment as the gateway does and says where it is ready.
    public static GatewayProcess launch(List<String> command, Map<String, String> settings) throws Exception {
        return launch(command, settings, line -> {});
    }

    /// @param lines hears each line that the process prints, on a thread of its own
    public static GatewayProcess launch(List<String> command, Map<String, String> settings, Consumer<String> lines)
            throws Exception {
        Path data = Files.createTempDirectory("meeshy-bench-");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOST",
                "127.0.0.1",
                "PORT",
                "0",
                "JWT_SECRET",
                SECRET,
                "ADMIN_KEY",
                ADMIN_KEY,
                "LOG_LEVEL",
                "info",
                "DATA_DIR",
                data.toString()));
        environment.putAll(settings);
        builder.environment().keySet().retainAll(OF_THE_SYSTEM);
        builder.environment().putAll(environment);
        Process process = builder.start();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> read(process.inputReader(), port, lines));
        GatewayProcess gateway = new GatewayProcess(process, data, port);
        try {
            port.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
        return gateway;
    }

    public int port() {
        return port.join();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /// Reads all that the process prints, so that it never waits for a reader.
    private static void read(BufferedReader output, CompletableFuture<Integer> port, Consumer<String> lines) {
        StringBuilder beginning = new StringBuilder();
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                } else if (!port.isDone()) {
                    beginning.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            // The process was ended while it was printing.
        }
        port.completeExceptionally(new IllegalStateException("the server did not start:\n" + beginning));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
