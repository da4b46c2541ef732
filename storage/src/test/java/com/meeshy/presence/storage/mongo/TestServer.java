package com.meeshy.presence.storage.mongo;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the tests find a server: the one that the environment's `MONGODB_URI` names, or else an imitation in memory,
/// one for the whole run. Every test has a database of its own there, which it drops.
final class TestServer {
    private static final Pattern URI = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/([^?]*))?(?:\\?(.*))?");

    private static @Nullable String imitation;

    private TestServer() {}

    /// Whether it is a real one, which has indexes that are used, a disk, and an opinion about queries.
    static boolean isReal() {
        return System.getenv("MONGODB_URI") != null;
    }

    /// The address of a database that nobody else uses.
    static String newDatabase() {
        byte[] name = new byte[8];
        new Random().nextBytes(name);
        return withDatabase(address(), "meeshy_test_" + HexFormat.of().formatHex(name));
    }

    private static String address() {
        String real = System.getenv("MONGODB_URI");
        return real == null ? imitation() : real;
    }

    private static synchronized String imitation() {
        if (imitation == null) {
            imitation = new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
        }
        return imitation;
    }

    /// The same servers and credentials; who signs in stays where the original address looks for them.
    static String withDatabase(String uri, String database) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("MONGODB_URI is no address of MongoDB");
        }
        String options = parts.group(3) == null ? "" : parts.group(3);
        if (parts.group(1).contains("@") && !options.contains("authSource=")) {
            String source = parts.group(2) == null || parts.group(2).isEmpty() ? "admin" : parts.group(2);
            options += (options.isEmpty() ? "" : "&") + "authSource=" + source;
        }
        return parts.group(1) + "/" + database + (options.isEmpty() ? "" : "?" + options);
    }
}
