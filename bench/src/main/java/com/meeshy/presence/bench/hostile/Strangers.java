package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Scenarios;
import com.meeshy.presence.bench.hostile.stranger.Ground;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The process of the strangers. Reads one order a line: scenarios, host, port, addresses, short or full, seed.
/// Says `done` when they have done it and hold on to what they have, and lets go at the next line; answers with
/// the figures of each scenario, one a line, and an empty line.
final class Strangers {
    private Strangers() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            Map<Scenario, Ground> grounds = grounds(order.split(" ", -1));
            List<Thread> all = new ArrayList<>();
            grounds.forEach((scenario, ground) -> all.add(Thread.ofPlatform().start(() -> strike(scenario, ground))));
            for (Thread each : all) {
                each.join();
            }
            System.out.println("done");
            orders.readLine();
            grounds.values().forEach(Ground::leave);
            grounds.forEach((scenario, ground) -> ground.figures()
                    .all()
                    .forEach((name, value) -> System.out.println(scenario.name() + " " + value + " " + name)));
            System.out.println();
        }
    }

    private static Map<Scenario, Ground> grounds(String[] words) {
        Map<Scenario, Ground> grounds = new LinkedHashMap<>();
        InetSocketAddress gateway = new InetSocketAddress(words[1], Integer.parseInt(words[2]));
        boolean brief = words[4].equals("short");
        for (String name : words[0].split(",", -1)) {
            Scenario scenario = Scenarios.named(name);
            double seconds = brief ? scenario.shortSeconds() : scenario.seconds();
            int quarter = Scenarios.place(name);
            grounds.put(scenario, new Ground(gateway, words[3], quarter, brief, Long.parseLong(words[5]), seconds));
        }
        return grounds;
    }

    private static void strike(Scenario scenario, Ground ground) {
        try {
            scenario.strike(ground);
        } catch (Exception e) {
            ground.figures().count("failed: " + e);
        }
    }
}
