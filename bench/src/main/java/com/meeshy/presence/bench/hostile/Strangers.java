package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Scenarios;
import com.meeshy.presence.bench.hostile.stranger.Ground;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// The process of the strangers. Reads one order a line: scenario, host, port, addresses, short or full, seed. Says
/// `done` when they have
/// done it and hold on to what they have, and lets go at the next line; answers with their figures, one a line, and an
/// empty line.
final class Strangers {
    private Strangers() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", -1);
            Scenario scenario = Scenarios.named(words[0]);
            boolean brief = words[4].equals("short");
            Ground ground = new Ground(
                    new InetSocketAddress(words[1], Integer.parseInt(words[2])),
                    words[3],
                    brief,
                    Long.parseLong(words[5]),
                    brief ? scenario.shortSeconds() : scenario.seconds());
            try {
                scenario.strike(ground);
            } catch (Exception e) {
                ground.figures().count("failed: " + e);
            }
            System.out.println("done");
            orders.readLine();
            ground.leave();
            ground.figures().all().forEach((name, value) -> System.out.println(value + " " + name));
            System.out.println();
        }
    }
}
