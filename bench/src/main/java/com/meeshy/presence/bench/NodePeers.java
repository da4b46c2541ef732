package com.meeshy.presence.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The servers that run on Node, in `bench/peers`; what they need is installed from npm at the first use.
public final class NodePeers {
    private static final List<String> PACKAGES = List.of("socket.io", "better-sqlite3", "jsonwebtoken");
    private static final int PATIENCE_MINUTES = 4;

    private NodePeers() {}

    /// The folder, beside the one this was built in.
    public static Path folder() throws IOException {
        try {
            Path built = Path.of(NodePeers.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return built.resolveSibling("..").resolve("peers").normalize();
        } catch (URISyntaxException e) {
            throw new IOException("the folder bench/peers cannot be found", e);
        }
    }

    /// @throws IOException one sentence for the output when there is no npm, or no network
    public static void install() throws IOException, InterruptedException {
        Path folder = folder();
        if (PACKAGES.stream()
                .allMatch(each -> Files.exists(folder.resolve("node_modules").resolve(each)))) {
            return;
        }
        System.err.println("installing the peers from npm, once (a minute or two)");
        Process npm;
        try {
            npm = new ProcessBuilder(
                            "npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "--no-package-lock")
                    .directory(folder.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException("npm could not be started: install Node.js 20", e);
        }
        if (!npm.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroy();
            throw new IOException("npm could not install it: see `npm install` in bench/peers");
        }
    }
}
