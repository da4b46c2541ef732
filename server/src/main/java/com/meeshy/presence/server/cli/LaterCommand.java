package com.meeshy.presence.server.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// A command of the contract that is not built yet and says so.
@Command
final class LaterCommand implements Runnable {
    private final String promise;

    @Unmatched
    @SuppressWarnings("UnusedVariable")
    private final List<String> anything = new ArrayList<>();

    LaterCommand(String promise) {
        this.promise = promise;
    }

    @Override
    public void run() {
        throw new CommandFailure(promise + " comes later: this version does not have the command yet.");
    }
}
