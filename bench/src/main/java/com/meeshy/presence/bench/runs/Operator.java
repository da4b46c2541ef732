package com.meeshy.presence.bench.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.bench.GatewayProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whoever runs the gateway: fills its directory and reads its figures.
public final class Operator {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    public Operator(int port) {
        url = "http://127.0.0.1:" + port;
    }

    public void importDocument(byte[] document) throws IOException, InterruptedException {
        send(request("/api/admin/import")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(document)));
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path).GET())).path("data");
    }

    /// All series of the metric added up; NaN when there is none.
    public double metric(String name) throws IOException, InterruptedException {
        String text = send(request("/metrics").GET());
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(?:\\{[^}]*})? (\\S+)")
                .matcher(text);
        double sum = Double.NaN;
        while (line.find()) {
            sum = (Double.isNaN(sum) ? 0 : sum) + Double.parseDouble(line.group(1));
        }
        return sum;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("X-Admin-Key", GatewayProcess.ADMIN_KEY);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
