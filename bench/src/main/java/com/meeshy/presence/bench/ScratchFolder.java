package com.meeshy.presence.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A new empty folder that is deleted, with all in it, at the end.
public record ScratchFolder(Path path) implements AutoCloseable {
    public static ScratchFolder create() throws IOException {
        return new ScratchFolder(Files.createTempDirectory("meeshy-bench-"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
