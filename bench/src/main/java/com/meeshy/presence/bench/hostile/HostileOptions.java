package com.meeshy.presence.bench.hostile;

import com.meeshy.presence.bench.hostile.scenario.Scenario;
import com.meeshy.presence.bench.hostile.scenario.Scenarios;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How strangers are let loose.
final class HostileOptions {
    @Option(names = "--short", description = "Everything on one gateway and scaled down, under a minute.")
    private boolean brief;

    @Option(names = "--loopback", description = "Strangers stand on loopback though they could stand elsewhere.")
    private boolean loopback;

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is random (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            converter = ByName.class,
            description = "These scenarios instead of all.")
    private List<Scenario> scenarios = Scenarios.all();

    @Option(names = "--markdown", paramLabel = "FILE", description = "Write the table as well.")
    private @Nullable Path markdown;

    boolean brief() {
        return brief;
    }

    boolean loopback() {
        return loopback;
    }

    long seed() {
        return seed;
    }

    List<Scenario> scenarios() {
        return scenarios;
    }

    @Nullable
    Path markdown() {
        return markdown;
    }

    private static final class ByName implements ITypeConverter<Scenario> {
        @Override
        public Scenario convert(String name) {
            try {
                return Scenarios.named(name);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
