package com.meeshy.presence.bench.peers;

import com.meeshy.presence.bench.Cores;
import com.meeshy.presence.bench.GatewayProcess;
import com.meeshy.presence.bench.NodePeers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Who is measured in the same run with the same population.
public enum Contender {
    OURS("this gateway"),
    SEED("seed's design on Node socket.io 4.8"),
    NETTY_SOCKETIO("seed's design on netty-socketio 2.0.14");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /// For one of the peers.
    ///
    /// @param population as an import document
    /// @throws IOException one sentence for the output when it cannot be installed here
    public GatewayProcess start(Cores cores, byte[] population) throws Exception {
        List<String> command = new ArrayList<>(cores.prefixForServer());
        if (this == SEED) {
            NodePeers.install();
            command.add("node");
            command.add(NodePeers.folder().resolve("seed.mjs").toString());
        } else {
            command.addAll(GatewayProcess.java(
                    List.of(), List.of(NettySocketioPresence.class.getName(), Integer.toString(cores.each()))));
        }
        Path document = Files.createTempFile("meeshy-bench-", ".json");
        try {
            Files.write(document, population);
            return GatewayProcess.launch(command, Map.of("POPULATION", document.toString()));
        } finally {
            Files.delete(document);
        }
    }
}
