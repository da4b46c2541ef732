package com.meeshy.presence.server.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.meeshy.presence.server.rest.DemoPeople.GuestLink;
import com.meeshy.presence.storage.DirectoryEditor;
import com.meeshy.presence.storage.imports.ImportDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /// The links for guests, each with the title of its conversation.
    public List<GuestLink> guestLinks() {
        Map<String, String> titles = new HashMap<>();
        for (ImportDocument.Talk talk : present(document.conversations())) {
            titles.put(Objects.requireNonNull(talk.id()), titleOf(talk));
        }
        return present(document.shareLinks()).stream()
                .map(link -> new GuestLink(
                        Objects.requireNonNull(link.linkId()),
                        Objects.requireNonNull(titles.get(Objects.requireNonNull(link.conversationId())))))
                .toList();
    }

    /// Two people who talk to each other need no title.
    private static String titleOf(ImportDocument.Talk talk) {
        return talk.title() == null ? Objects.requireNonNull(talk.identifier()) : talk.title();
    }

    private static <T> List<T> present(@Nullable List<@Nullable T> entities) {
        return Objects.requireNonNull(entities).stream()
                .map(each -> Objects.<T>requireNonNull(each))
                .toList();
    }
}
