package com.meeshy.presence.storage.mongo;

import com.meeshy.presence.core.port.StoreException;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `MONGODB_URI` understood: where the servers are and which database is meant. Its text form names both and never the
/// credentials.
final class MongoAddress {
    private static final String DEFAULT_DATABASE = "meeshy";
    private static final String EXAMPLE =
            "write it like mongodb://user:password@host:27017/meeshy, with % : / ? # [ ] @ in user and password"
                    + " percent-encoded";
    private static final String FORBIDDEN_IN_NAMES = "/\\. \"$*<>:|?";

    private final ConnectionString uri;
    private final String database;

    private MongoAddress(ConnectionString uri, String database) {
        this.uri = uri;
        this.database = database;
    }

    /// @throws StoreException saying in a sentence what is wrong; the text itself is not repeated, it may hold a
    ///     password in an unexpected place
    static MongoAddress parse(String text) {
        ConnectionString uri;
        try {
            uri = new ConnectionString(text);
        } catch (IllegalArgumentException e) {
            // Without credentials there is nothing to hide, and the driver knows best what is wrong.
            String why = text.contains("@") ? "it is not a connection string" : String.valueOf(e.getMessage());
            throw new StoreException("MONGODB_URI cannot be used: " + withoutStop(why) + "; " + EXAMPLE + ".");
        } catch (MongoClientException e) {
            throw new StoreException("MONGODB_URI cannot be used: its name in DNS does not lead to servers"
                    + " (mongodb+srv needs SRV records, and at most one TXT record with options).");
        } catch (MongoException e) {
            throw new StoreException("MONGODB_URI cannot be used: " + EXAMPLE + ".");
        }
        String database = uri.getDatabase() == null ? DEFAULT_DATABASE : uri.getDatabase();
        if (database.isBlank() || database.chars().anyMatch(each -> FORBIDDEN_IN_NAMES.indexOf(each) >= 0)) {
            throw new StoreException(
                    "MONGODB_URI cannot be used: the part after the last / is no name of a database; " + EXAMPLE + ".");
        }
        return new MongoAddress(uri, database);
    }

    ConnectionString uri() {
        return uri;
    }

    String database() {
        return database;
    }

    /// What must appear in no message: user name and password, as far as they are given.
    List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        add(secrets, uri.getUsername());
        char[] password = uri.getPassword();
        add(secrets, password == null ? null : new String(password));
        return secrets;
    }

    private static void add(List<String> secrets, @Nullable String secret) {
        if (secret != null && !secret.isEmpty()) {
            secrets.add(secret);
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    @Override
    public String toString() {
        return "MongoDB at " + String.join(",", uri.getHosts()) + " (database " + database + ")";
    }
}
