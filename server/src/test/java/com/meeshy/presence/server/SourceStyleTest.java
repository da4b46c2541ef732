package com.meeshy.presence.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The style that a formatter does not see (DESIGN §3), read from the sources of all modules.
class SourceStyleTest {
    /// A line of a comment that ends after a word or three though the sentence goes on in the next.
    private static final Pattern BROKEN_BY_A_WRAP =
            Pattern.compile("^ *//+ .{80,}\\R *//+ +(?:\\S+ ){0,2}\\S+\\R *//+ +[^-*|@#` ]", Pattern.MULTILINE);

    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |sealed |non-sealed |abstract )*(?:class|record|interface|enum|@interface) \\w+");

    @Test
    void everyPackageSaysWhatItIs() {
        Map<Path, List<Path>> packages = new TreeMap<>();
        mainSources()
                .forEach(file -> packages.computeIfAbsent(file.getParent(), p -> new ArrayList<>())
                        .add(file));
        packages.forEach((folder, files) -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).as("package-info of %s", folder).exists();
            assertThat(text(info)).as("%s", info).contains("@NullMarked").contains("/// ");
        });
    }

    @Test
    void everyTypeSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        mainSources().filter(file -> !file.endsWith("package-info.java")).forEach(file -> {
            if (!documentsItsType(lines(file))) {
                silent.add(file.toString());
            }
        });
        assertThat(silent).as("types without a /// comment").isEmpty();
    }

    @Test
    void noCommentIsBrokenByAWrap() {
        assertThat(mainSources()
                        .filter(file -> BROKEN_BY_A_WRAP.matcher(text(file)).find()))
                .isEmpty();
    }

    @Test
    void commentsTellTheReasonAndNothingIsLeftOver() {
        Pattern leftOver = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b|System\\.out\\.print|printStackTrace\\(");
        List<String> found = new ArrayList<>();
        mainSources()
                .filter(file ->
                        !file.toString().contains("/cli/") && !file.toString().startsWith("../bench"))
                .forEach(file -> {
                    if (leftOver.matcher(text(file)).find()) {
                        found.add(file.toString());
                    }
                });
        assertThat(found).isEmpty();
    }

    private static boolean documentsItsType(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (TYPE.matcher(lines.get(i)).find()) {
                int above = i - 1;
                while (above >= 0
                        && (lines.get(above).startsWith("@") || lines.get(above).startsWith(" "))) {
                    above--;
                }
                return above >= 0 && lines.get(above).startsWith("///");
            }
        }
        return true;
    }

    private static Stream<Path> mainSources() {
        return Stream.of("socketio", "core", "storage", "live", "server", "bench")
                .map(module -> Path.of("..", module, "src", "main", "java"))
                .flatMap(SourceStyleTest::javaFiles);
    }

    private static Stream<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
