package com.meeshy.presence.storage.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.bulk.WriteConcernError;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says in a sentence an operator understands which server answered what.
///
/// The driver's own text is used with care and its exceptions are never passed on: they repeat the command, and so
/// session tokens, and the user name of the URI.
final class MongoFailure {
    static final int DUPLICATE_KEY = 11000;
    static final int UNAUTHORIZED = 13;
    private static final int INVALID_DOCUMENT = 121;

    /// A server that changes its role, shuts down or lost another one: the next attempt meets a better moment.
    private static final Set<Integer> PASSING =
            Set.of(6, 7, 43, 89, 91, 112, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436);

    private static final Pattern INDEX = Pattern.compile("index: (\\S+)");
    private static final Pattern SESSION_TOKEN = Pattern.compile("anon_[\\w-]+");
    private static final int LONGEST_TEXT = 300;

    private MongoFailure() {}

    /// Whether the same call may succeed in a moment. Not when no server was found: that took its time already.
    static boolean isPassing(MongoException failure) {
        return switch (failure) {
            case MongoSocketException _, MongoNotPrimaryException _, MongoNodeIsRecoveringException _ -> true;
            case MongoConnectionPoolClearedException _ -> true;
            case MongoBulkWriteException bulk -> {
                WriteConcernError concern = bulk.getWriteConcernError();
                yield bulk.getWriteErrors().stream().allMatch(error -> PASSING.contains(error.getCode()))
                        && (concern == null || PASSING.contains(concern.getCode()));
            }
            default -> PASSING.contains(failure.getCode());
        };
    }

    /// Whether waiting for the server is of no use.
    static boolean isRefusal(MongoException failure) {
        return failure instanceof MongoSecurityException
                || failure instanceof MongoIncompatibleDriverException
                || (failure instanceof MongoCommandException && !isPassing(failure));
    }

    /// @param address named in front, and its secrets kept out
    static String sentence(MongoAddress address, ClusterDescription cluster, MongoException failure) {
        return address + ": " + explanation(address, cluster, failure);
    }

    private static String explanation(MongoAddress address, ClusterDescription cluster, MongoException failure) {
        return switch (failure) {
            case MongoInterruptedException _ -> "interrupted while waiting for the answer";
            case MongoIncompatibleDriverException _ -> "the server is too old; MongoDB 4.4 or newer is needed";
            case MongoSecurityException _ -> "the server refused the user name or password of MONGODB_URI";
            case MongoTimeoutException _ -> "no server to talk to: " + reasons(cluster);
            case MongoSocketReadTimeoutException socket -> socket.getServerAddress() + " gave no answer in time";
            case MongoSocketOpenException socket -> socket.getServerAddress() + ": " + reason(socket);
            case MongoSocketException socket -> "the connection to " + socket.getServerAddress() + " broke";
            case MongoBulkWriteException bulk -> ofBulk(address, bulk);
            case MongoWriteConcernException concern -> concern.getServerAddress() + notConfirmed(concern.getCode());
            case MongoServerException server ->
                server.getServerAddress() + refused(address, server.getCode(), codeName(server), server.getMessage());
            case MongoClientException client ->
                "the driver failed: " + client.getClass().getSimpleName();
            default -> "the call failed: " + failure.getClass().getSimpleName();
        };
    }

    private static String ofBulk(MongoAddress address, MongoBulkWriteException bulk) {
        if (bulk.getWriteErrors().isEmpty()) {
            WriteConcernError concern = bulk.getWriteConcernError();
            return bulk.getServerAddress() + notConfirmed(concern == null ? 0 : concern.getCode());
        }
        var first = bulk.getWriteErrors().getFirst();
        return bulk.getServerAddress()
                + refused(address, first.getCode(), null, first.getMessage())
                + " (" + bulk.getWriteErrors().size() + " writes of a batch)";
    }

    private static String notConfirmed(int code) {
        return " took the write, but its replicas did not confirm it in time (code " + code + ")";
    }

    private static String refused(MongoAddress address, int code, @Nullable String name, @Nullable String text) {
        return switch (code) {
            case DUPLICATE_KEY -> " refused: another document has the same value in the unique index " + index(text);
            case UNAUTHORIZED ->
                " refused: the user of MONGODB_URI may not do this; it needs the role readWrite on the database";
            case INVALID_DOCUMENT ->
                " refused: the collection's validator does not allow the document; let it allow the fields of presence";
            default ->
                " refused with code " + code + (name == null ? "" : " (" + name + ")") + ": " + clean(address, text);
        };
    }

    private static String index(@Nullable String text) {
        Matcher matcher = INDEX.matcher(text == null ? "" : text);
        return matcher.find() ? matcher.group(1) : "of its collection";
    }

    private static @Nullable String codeName(MongoServerException failure) {
        return failure instanceof MongoCommandException command ? command.getErrorCodeName() : null;
    }

    private static String clean(MongoAddress address, @Nullable String text) {
        String clean = SESSION_TOKEN.matcher(text == null ? "" : text).replaceAll("anon_…");
        for (String secret : address.secrets()) {
            clean = clean.replace(secret, "…");
        }
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT) + "…";
    }

    private static String reasons(ClusterDescription cluster) {
        String reasons = cluster.getServerDescriptions().stream()
                .filter(server -> server.getException() != null)
                .map(MongoFailure::reason)
                .collect(Collectors.joining(", "));
        if (!reasons.isEmpty()) {
            return reasons;
        }
        return cluster.getServerDescriptions().isEmpty()
                ? "no server of that name was found"
                : "none of the servers takes writes now";
    }

    private static String reason(ServerDescription server) {
        Throwable failure = server.getException();
        return server.getAddress() + ": " + (failure == null ? "not known" : reason(failure));
    }

    private static String reason(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            switch (each) {
                case ConnectException _ -> {
                    return "nobody listens there";
                }
                case UnknownHostException _ -> {
                    return "the name of the host is not known";
                }
                case SocketTimeoutException _ -> {
                    return "no answer in time";
                }
                case SSLException _ -> {
                    return "no common ground in TLS; check tls= in MONGODB_URI and the certificates";
                }
                case MongoSecurityException _ -> {
                    return "it refused the user name or password of MONGODB_URI";
                }
                default -> {}
            }
        }
        return "it cannot be reached";
    }
}
