package com.meeshy.presence.bench.faults;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/// An imitation of MongoDB in memory, on any free port of this machine; ends with its standard input. What it
/// does not prove: decision 0061.
final class MongoImitation {
    private MongoImitation() {}

    public static void main(String[] arguments) throws Exception {
        MongoServer server = new MongoServer(new MemoryBackend());
        System.out.println("listening on " + server.bind().getPort());
        System.in.transferTo(System.out);
        server.shutdownNow();
    }
}
