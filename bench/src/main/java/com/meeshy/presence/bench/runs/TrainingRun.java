package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Lattice;
import com.meeshy.presence.bench.load.Plan;
import com.meeshy.presence.bench.load.Who;
import java.util.List;
import java.util.Map;

/// A few seconds in the life of a gateway, for a Java that records what it loads and runs: people
/// come in, log out and in again, lose their connections and come back, most over WebSocket, some polling.
public final class TrainingRun {
    private static final Lattice LATTICE = Lattice.of(686, 18);
    private static final int THREADS = 2;
    private static final double POLLING = 0.1;
    private static final double LOGINS_PER_SECOND = 500;
    private static final double EDGES_PER_SECOND = 400;
    private static final double CHURN_SECONDS = 3;
    private static final double PATIENCE_SECONDS = 30;

    private TrainingRun() {}

    /// @param command that starts a gateway; it is given an empty data folder, a secret and a port
    public static void main(String[] command) throws Exception {
        train(List.of(command));
    }

    static void train(List<String> command) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.launch(command, Map.of())) {
            Operator operator = new Operator(gateway.port());
            operator.importDocument(Population.of(LATTICE));
            try (Crowd crowd = new Crowd(plan(gateway, LATTICE, POLLING))) {
                crowd.enter(Who.EVERYBODY, LOGINS_PER_SECOND, PATIENCE_SECONDS);
                new Churn(crowd, 1).run(EDGES_PER_SECOND, CHURN_SECONDS);
                crowd.flap(PATIENCE_SECONDS);
            }
            operator.metric("meeshy_users_online_total");
        }
    }

    static Plan plan(GatewayProcess gateway, Lattice lattice, double polling) {
        return new Plan(
                gateway.port(), lattice, lattice.part(0, 1), THREADS, "127.0.1", polling, true, GatewayProcess.SECRET);
    }
}
