package com.meeshy.presence.storage.imports;

import com.meeshy.presence.core.identity.ObjectId;
import com.meeshy.presence.storage.model.Nickname;
import com.meeshy.presence.storage.model.SessionToken;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the fields of an import document and collects what is wrong with them. A field with a problem reads as
/// null; reading goes on, so that one answer names every problem.
final class ImportFields {
    private static final ObjectId NOBODY = new ObjectId(0, 0);

    private final List<InvalidImport.Problem> problems = new ArrayList<>();

    void problem(String path, String remedy) {
        problems.add(new InvalidImport.Problem(path, remedy));
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidImport(problems);
        }
    }

    @Nullable
    ObjectId id(String path, @Nullable String text) {
        ObjectId id = ObjectId.tryParse(text);
        if (id == null) {
            problem(path, text == null ? "is missing: give an ObjectId" : "is no ObjectId: give 24 hexadecimal digits");
        }
        return id;
    }

    /// The id of an entry; a problem when another entry of its list has the same.
    @Nullable
    ObjectId ownId(String path, @Nullable String text, Map<ObjectId, ?> before) {
        ObjectId id = id(path, text);
        if (id != null && before.containsKey(id)) {
            problem(path, "appears twice in the document: keep one entry for " + id);
            return null;
        }
        return id;
    }

    @Nullable
    String required(String path, @Nullable String text) {
        String value = Nickname.blankToNull(text);
        if (value == null) {
            problem(path, "is missing: give a text that is not blank");
        }
        return value;
    }

    @Nullable
    String sessionToken(String path, @Nullable String text) {
        String value = required(path, text);
        if (value != null && SessionToken.isHashed(value)) {
            problem(path, "is the hash of a token, with which nobody can come in: give the token itself");
            return null;
        }
        return value;
    }

    /// Null when missing, or after a problem.
    @Nullable
    Instant moment(String path, @Nullable String text) {
        String value = Nickname.blankToNull(text);
        if (value == null) {
            return null;
        }
        try {
            boolean isNumber = value.matches("-?\\d+");
            // To the millisecond, as stores keep it: the same document must compare equal the next time.
            return Instant.ofEpochMilli(
                    isNumber ? Long.parseLong(value) : Instant.parse(value).toEpochMilli());
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            problem(path, "is no moment: write it like 2026-01-31T12:00:00Z, or as epoch milliseconds");
            return null;
        }
    }

    /// A field that no two entities may share, in the document or in the store.
    final class Unique {
        private final Map<String, ObjectId> owners = new HashMap<>();
        private final UnaryOperator<String> key;

        Unique() {
            this(UnaryOperator.identity());
        }

        /// @param key what two values have in common that count as one
        Unique(UnaryOperator<String> key) {
            this.key = key;
        }

        /// @param valueKey the key of a value in the store
        void stored(String valueKey, ObjectId owner) {
            owners.put(valueKey, owner);
        }

        /// The value, or null after a problem.
        @Nullable
        String claim(String path, @Nullable String text, @Nullable ObjectId claimant) {
            String value = required(path, text);
            if (value == null) {
                return null;
            }
            ObjectId owner = owners.putIfAbsent(key.apply(value), claimant == null ? NOBODY : claimant);
            if (owner != null && !owner.equals(claimant)) {
                problem(path, "belongs to another entry already: give a different one");
                return null;
            }
            return value;
        }
    }
}
