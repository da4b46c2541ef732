package com.meeshy.presence.server.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.server.store.DirectoryEditor;
import com.meeshy.presence.server.store.ImportDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// The people and conversations of the demo (`demo/world.json`).
public final class DemoWorld {
    private static final String RESOURCE = "/demo/world.json";

    private final ImportDocument document;

    private DemoWorld(ImportDocument document) {
        this.document = document;
    }

    /// @throws UncheckedIOException when the resource cannot be read, which is a fault of the build
    public static DemoWorld load() {
        try (InputStream json = Objects.requireNonNull(DemoWorld.class.getResourceAsStream(RESOURCE))) {
            return new DemoWorld(new ObjectMapper().readValue(json, ImportDocument.class));
        } catch (IOException e) {
            throw new UncheckedIOException("demo world unreadable", e);
        }
    }

    /// Puts everybody in place; may be repeated.
    public void importInto(DirectoryEditor editor) {
        editor.apply(document);
    }

    /// Usernames, in the order of the document.
    public List<String> usernames() {
        return Objects.requireNonNull(document.users()).stream()
                .map(user -> Objects.requireNonNull(Objects.requireNonNull(user).username()))
                .toList();
    }
}
