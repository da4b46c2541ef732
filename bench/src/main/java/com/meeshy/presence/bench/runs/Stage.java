package com.meeshy.presence.bench.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Plan;
import java.io.IOException;
import java.util.Map;

/// A gateway on one half of the cores, which knows a population, and the crowd of these people on the other half.
final class Stage implements AutoCloseable {
    private static final int OWN_DESCRIPTORS = 300;

    private final GatewayProcess gateway;
    private final Operator operator;
    private final Crowd crowd;

    private Stage(GatewayProcess gateway, Operator operator, Crowd crowd) {
        this.gateway = gateway;
        this.operator = operator;
        this.crowd = crowd;
    }

    /// @param polling the share of people who poll, 0 to 1
    /// @param settings of the gateway, over its defaults
    static Stage open(Cores cores, Lattice lattice, double polling, Map<String, String> settings) throws Exception {
        return open(cores, lattice, Population.of(lattice), polling, settings);
    }

    /// @param population as an import document, when the people are not in the conversations of the lattice
    static Stage open(Cores cores, Lattice lattice, byte[] population, double polling, Map<String, String> settings)
            throws Exception {
        checkDescriptors(lattice.people());
        GatewayProcess gateway = GatewayProcess.start(settings, cores.prefixForServer());
        try {
            Operator operator = new Operator(gateway.port());
            operator.importDocument(population);
            return new Stage(gateway, operator, new Crowd(plan(gateway, lattice, cores, polling)));
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
    }

    private static Plan plan(GatewayProcess gateway, Lattice lattice, Cores cores, double polling) {
        return new Plan(
                gateway.port(),
                lattice,
                lattice.part(0, 1),
                cores.each(),
                "127.0.1",
                polling,
                true,
                GatewayProcess.SECRET);
    }

    private static void checkDescriptors(int connections) {
        long most = Machine.mostDescriptors() - OWN_DESCRIPTORS;
        if (connections > most) {
            throw new IllegalStateException(connections + " connections need more descriptors than the " + most
                    + " that this system grants a process: raise `ulimit -Hn`, or measure fewer");
        }
    }

    Crowd crowd() {
        return crowd;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    /// The value of a metric of the gateway, all its series added up.
    double metric(String name) throws Exception {
        return operator.metric(name);
    }

    /// What an admin route answers, without the envelope.
    JsonNode ask(String path) throws Exception {
        return operator.get(path);
    }

    @Override
    public void close() throws IOException {
        try (gateway) {
            crowd.close();
        }
    }
}
