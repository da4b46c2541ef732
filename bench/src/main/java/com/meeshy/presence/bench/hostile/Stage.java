package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.hostile.good.GoodPeople;
import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Town;
import com.meeshy.presence.bench.runs.Operator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A gateway with little memory, started as operators start it, and good people who live on it.
final class Stage implements AutoCloseable {
    /// The serial collector is what a JVM takes by itself in a container this small; with G1, two busy cores and
    /// this heap pauses of 20 to 90 ms were seen, and of 55 to 80 ms where the heap was touched for the first time.
    private static final String MEMORY =
            "-XX:+UseSerialGC -Xmx256m -Xms256m -XX:+AlwaysPreTouch -XX:MaxDirectMemorySize=64m -XX:NativeMemoryTracking=summary";

    /// Short, so that what is left behind is gone within the patience of a run.
    private static final Map<String, String> TIMES =
            Map.of("PING_INTERVAL", "5s", "PING_TIMEOUT", "5s", "CONNECT_TIMEOUT", "10s");

    private final GatewayProcess gateway;
    private final GoodPeople people;
    private final LogWatch log;
    private GoodPeople.@Nullable Account quiet;

    private Stage(GatewayProcess gateway, GoodPeople people, LogWatch log) {
        this.gateway = gateway;
        this.people = people;
        this.log = log;
    }

    static Stage open(Scenario scenario, Land land, boolean brief) throws Exception {
        List<String> command = new ArrayList<>();
        if (scenario.descriptors() > 0) {
            command.addAll(List.of("prlimit", "--nofile=" + scenario.descriptors() + ":" + scenario.descriptors()));
        }
        command.addAll(List.of(System.getProperty("meeshy.launcher", "./meeshy"), "start"));
        Map<String, String> settings = new HashMap<>(TIMES);
        settings.put("MEESHY_JAVA_OPTS", MEMORY);
        settings.put("REQUEST_HEADER_TIME", brief ? "3s" : "10s");
        settings.putAll(land.settings());
        settings.putAll(scenario.settings());
        LogWatch log = new LogWatch();
        GatewayProcess gateway = GatewayProcess.launch(command, settings, log);
        try {
            new Operator(gateway.port()).importDocument(Town.document(scenario.crowd()));
            GoodPeople people = GoodPeople.enter(
                    Town.LATTICE, Town.circle(), Town.square(), land.host(), land.circle(), "127.88.1", gateway.port());
            return new Stage(gateway, people, log);
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
    }

    GatewayProcess gateway() {
        return gateway;
    }

    GoodPeople people() {
        return people;
    }

    LogWatch log() {
        return log;
    }

    /// Good people live for a while without strangers.
    void warm(int millis) throws InterruptedException {
        people.begin();
        Thread.sleep(millis);
        quiet = people.end();
    }

    /// How they fared.
    GoodPeople.Account quiet() {
        return Objects.requireNonNull(quiet);
    }

    Household household() throws IOException, InterruptedException {
        return gateway.isAlive() ? Household.of(gateway.pid(), people.present()) : new Household(0, 0, 0);
    }

    @Override
    public void close() throws IOException {
        try (gateway) {
            people.close();
        }
    }
}
