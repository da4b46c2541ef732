package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.hostile.scenario.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The process of the strangers, seen by the one that looks on.
final class Band implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final Land land;
    private final long seed;

    private Band(Process process, Land land, long seed) {
        this.process = process;
        this.land = land;
        this.seed = seed;
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static Band gather(Land land, long seed) throws IOException {
        // Elsewhere strangers have processors of their own: here they take what the gateway and good people leave over.
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(land.prefix());
        command.addAll(GatewayProcess.java(List.of("-Xmx1g", "-XX:+UseSerialGC"), List.of(Strangers.class.getName())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Band(process, land, seed);
    }

    /// Returns when they have done it; they still hold what they have.
    ///
    /// @param brief as in the short form
    void strike(List<Scenario> scenarios, int port, boolean brief) throws IOException {
        orders.println(String.join(
                " ",
                scenarios.stream().map(Scenario::name).collect(Collectors.joining(",")),
                land.host(),
                Integer.toString(port),
                land.addresses(),
                brief ? "short" : "full",
                Long.toString(seed)));
        String answer = answers.readLine();
        if (!"done".equals(answer)) {
            throw new IOException("the strangers failed: " + answer);
        }
    }

    /// They let go.
    ///
    /// @return their figures by scenario
    Map<String, Map<String, Long>> letGo() throws IOException {
        orders.println("go");
        Map<String, Map<String, Long>> figures = new TreeMap<>();
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            String[] words = line.split(" ", 3);
            figures.computeIfAbsent(words[0], name -> new TreeMap<>()).put(words[2], Long.valueOf(words[1]));
        }
        return figures;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            answers.close();
            orders.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
