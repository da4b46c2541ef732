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
    private static final int LONGEST_FILE = 400;

    /// Longest method or constructor body, in lines. A method should fit a screen; constructors that only wire
    /// are longer.
    private static final int LONGEST_METHOD = 60;

    /// May only shrink. A file that is here because it wires everything together says so itself.
    private static final Map<String, Integer> LONGER_METHODS = Map.of("Gateway.java", 120);

    private static final Pattern METHOD =
            Pattern.compile("^ {4}(?! )[^=;/@]*\\([^;]*$|^ {4}[\\w<>\\[\\]., @?]+\\(.*\\).*\\{$");
    /// A constant of an enum with its arguments: no method, whatever it looks like.
    private static final Pattern CONSTANT = Pattern.compile("^ {4}[A-Z][A-Z0-9_]*\\(");

    /// An abstract method or a field: no body.
    private static final Pattern ABSTRACT_END = Pattern.compile("^ {4}\\S.*;$");

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
    void noFileIsTooLong() {
        List<String> tooLong = new ArrayList<>();
        mainSources().forEach(file -> {
            int length = lines(file).size();
            if (length > LONGEST_FILE) {
                tooLong.add(file + ": " + length + " lines");
            }
        });
        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsTooLong() {
        List<String> tooLong = new ArrayList<>();
        mainSources().forEach(file -> {
            int allowed = LONGER_METHODS.getOrDefault(file.getFileName().toString(), LONGEST_METHOD);
            int longest = longestMethod(lines(file));
            if (longest > allowed) {
                tooLong.add(file + ": a method of " + longest + " lines, allowed " + allowed);
            }
        });
        assertThat(tooLong).isEmpty();
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

    /// By the formatter's indentation: a body begins at a line of four spaces that ends in `{` and ends at `
    /// }`.
    private static int longestMethod(List<String> lines) {
        int longest = 0;
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean begins = METHOD.matcher(line).find()
                    && !CONSTANT.matcher(line).find()
                    && !line.contains(" record ")
                    && !line.contains(" class ");
            if (begin < 0 && begins) {
                begin = i;
            } else if (begin >= 0
                    && (line.equals("    }") || ABSTRACT_END.matcher(line).find())) {
                longest = Math.max(longest, i - begin);
                begin = -1;
            }
        }
        return longest;
    }

    private static Stream<Path> mainSources() {
        return Stream.of("socketio", "core", "server", "bench")
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
