package com.meeshy.presence.bench.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Tally;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One of several processes that each fill a gateway of their own: what one process may open is not enough. It
/// says `{"filling": …}` when everybody is in, waits for a line, and says `{"tally": …}` at the end.
final class ScalePart implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader output;

    private ScalePart(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static ScalePart start(Cores cores, int connections, double edgesPerSecond, double enterPerSecond, double seconds)
            throws IOException {
        List<String> command = GatewayProcess.java(
                List.of(),
                List.of(
                        ScalePart.class.getName(),
                        Integer.toString(cores.all()),
                        Boolean.toString(cores.pinned()),
                        Integer.toString(connections),
                        Double.toString(edgesPerSecond),
                        Double.toString(enterPerSecond),
                        Double.toString(seconds)));
        return new ScalePart(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /// Waits until everybody is in.
    Filling filled() throws IOException {
        return JSON.treeToValue(next("filling"), Filling.class);
    }

    void proceed() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    Tally tally() throws IOException {
        return Tally.of(next("tally"));
    }

    private JsonNode next(String field) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("{\"" + field + "\"")) {
                return JSON.readTree(line).path(field);
            }
        }
        throw new IllegalStateException("a process of the load ended too early; it said why above");
    }

    /// Its standard input ends, and so does it, with its gateway.
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    /// The cores have been divided already: this process has inherited its half.
    public static void main(String[] arguments) throws Exception {
        Cores cores = new Cores(Integer.parseInt(arguments[0]), Boolean.parseBoolean(arguments[1]));
        Lattice lattice = ScaleRun.lattice(Integer.parseInt(arguments[2]));
        double edges = Double.parseDouble(arguments[3]);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Stage stage = Stage.open(Options.of(), cores, lattice, 0, Map.of())) {
            Filling filling = Filling.of(stage, edges, Double.parseDouble(arguments[4]));
            System.out.println("{\"filling\":" + JSON.writeValueAsString(filling) + "}");
            if (input.readLine() != null) {
                Tally tally = Filling.latency(stage, edges, Double.parseDouble(arguments[5]));
                System.out.println("{\"tally\":" + tally.toJson(JSON) + "}");
                input.readLine();
            }
        }
    }
}
