package com.meeshy.presence.bench.runs;

import com.meeshy.presence.bench.load.Churn;
import com.meeshy.presence.bench.load.Crowd;
import com.meeshy.presence.bench.load.Tally;
import com.meeshy.presence.bench.load.Who;

/// A stage that fills up: what each connection costs the gateway. Those who come and go are there before.
///
/// @param connections that came
/// @param heap bytes more, after a collection
/// @param resident bytes more
/// @param kernel bytes of the kernel's objects more on the whole machine, both ends of each connection
record Filling(int connections, long heap, long resident, long kernel) {
    private static final double WARM_SECONDS = 5;

    /// Of the last one, from when it should have come.
    private static final double PATIENCE_SECONDS = 60;

    static Filling of(Stage stage, double edgesPerSecond, double enterPerSecond) throws Exception {
        Crowd crowd = stage.crowd();
        long pid = stage.gateway().pid();
        crowd.enter(Who.HALF_OF_MOVERS, enterPerSecond, 60);
        new Churn(crowd, 1).run(edgesPerSecond, WARM_SECONDS);
        crowd.settle();
        int before = crowd.present();
        long heap = Machine.heap(pid);
        long resident = Machine.resident(pid);
        long kernel = Machine.slab();
        crowd.enter(Who.STAYERS, enterPerSecond, PATIENCE_SECONDS);
        crowd.settle();
        return new Filling(
                crowd.present() - before,
                Machine.heap(pid) - heap,
                Machine.resident(pid) - resident,
                Machine.slab() - kernel);
    }

    /// Both together, but for the kernel's share, which is counted for the whole machine.
    Filling plus(Filling other) {
        return new Filling(connections + other.connections, heap + other.heap, resident + other.resident, kernel);
    }

    double heapEach() {
        return heap / (double) connections;
    }

    double residentEach() {
        return resident / (double) connections;
    }

    /// Of the gateway's end: the other is as large.
    double kernelEach() {
        return kernel / 2.0 / connections;
    }

    /// What happens at a fixed load, when it is warm.
    static Tally latency(Stage stage, double edgesPerSecond, double seconds) {
        Crowd crowd = stage.crowd();
        Churn churn = new Churn(crowd, 2);
        churn.run(edgesPerSecond, WARM_SECONDS);
        crowd.settle();
        crowd.takeTally();
        churn.run(edgesPerSecond, seconds);
        crowd.settle();
        return crowd.takeTally();
    }
}
