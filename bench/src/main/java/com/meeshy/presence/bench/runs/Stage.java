package com.meeshy.presence.bench.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.Options;
import com.meeshy.presence.bench.Profile;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Plan;
import com.meeshy.presence.bench.load.Who;
import com.meeshy.presence.bench.peers.Contender;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A gateway on one half of the cores, which knows a population, and the crowd of these people on the other half.
final class Stage implements AutoCloseable {
    private static final int OWN_DESCRIPTORS = 300;
    private static final double PATIENCE_SECONDS = 60;

    private final GatewayProcess gateway;
    private final Operator operator;
    private final Crowd crowd;
    private final @Nullable Profile profile;

    private Stage(GatewayProcess gateway, Crowd crowd, @Nullable Profile profile) {
        this.gateway = gateway;
        this.operator = new Operator(gateway.port());
        this.crowd = crowd;
        this.profile = profile;
    }

    /// @param polling the share of people who poll, 0 to 1
    /// @param settings of the gateway, over its defaults
    static Stage open(Options options, Cores cores, Lattice lattice, double polling, Map<String, String> settings)
            throws Exception {
        return open(options, cores, lattice, Population.of(lattice), polling, settings);
    }

    /// @param population as an import document, when the people are not in the conversations of the lattice
    static Stage open(
            Options options,
            Cores cores,
            Lattice lattice,
            byte[] population,
            double polling,
            Map<String, String> settings)
            throws Exception {
        checkDescriptors(lattice.people());
        Profile profile = options.profile() ? Profile.prepare() : null;
        GatewayProcess gateway = GatewayProcess.start(settings, cores.prefixForServer(), profile);
        try {
            new Operator(gateway.port()).importDocument(population);
            return new Stage(gateway, new Crowd(plan(gateway, lattice, cores, polling, true)), profile);
        } catch (Exception e) {
            gateway.close();
            throw e;
        }
    }

    /// Any contender, everybody over WebSocket.
    static Stage open(Contender contender, Cores cores, Lattice lattice) throws Exception {
        if (contender == Contender.OURS) {
            return open(Options.of(), cores, lattice, 0, Map.of());
        }
        checkDescriptors(lattice.people());
        GatewayProcess peer = contender.start(cores, Population.of(lattice));
        return new Stage(peer, new Crowd(plan(peer, lattice, cores, 0, false)), null);
    }

    private static Plan plan(GatewayProcess server, Lattice lattice, Cores cores, double polling, boolean snapshots) {
        return new Plan(
                server.port(),
                lattice,
                lattice.part(0, 1),
                cores.each(),
                addresses(),
                polling,
                snapshots,
                GatewayProcess.SECRET);
    }

    /// Others than those of a process beside this one.
    private static String addresses() {
        return "127." + (ProcessHandle.current().pid() % 200 + 1) + ".1";
    }

    /// As many as one process may have.
    static long mostConnections() {
        return Machine.mostDescriptors() - OWN_DESCRIPTORS;
    }

    private static void checkDescriptors(int connections) {
        long most = mostConnections();
        if (connections > most) {
            throw new IllegalStateException(connections + " connections need more descriptors than the " + most
                    + " that this system grants a process: raise `ulimit -Hn`, or measure fewer");
        }
    }

    /// Everybody who should be there comes, and people come and go until the server is warm. None of it is in the
    /// books.
    ///
    /// @return those who go on to come and go
    Churn gather(double enterPerSecond, double edgesPerSecond, double warmSeconds) {
        crowd.enter(Who.STAYERS, enterPerSecond, PATIENCE_SECONDS);
        crowd.enter(Who.HALF_OF_MOVERS, enterPerSecond, PATIENCE_SECONDS);
        Churn churn = new Churn(crowd, 1);
        churn.run(edgesPerSecond, warmSeconds);
        crowd.settle();
        crowd.takeTally();
        return churn;
    }

    Crowd crowd() {
        return crowd;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    /// The value of a metric of the gateway, all its series added up; NaN when there is none.
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
        if (profile != null) {
            profile.print();
        }
    }
}
