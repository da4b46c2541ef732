package com.meeshy.presence.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.meeshy.presence.core.port.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that cannot be used stops the start with one sentence that says why.
class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void aMissingFolderIsCreated() {
        Path folder = temp.resolve("a/b/c");

        SqliteDatabase.open(folder).close();

        assertThat(folder.resolve("meeshy.db")).isRegularFile();
    }

    @Test
    void theFileIsForItsOwnerAlone() throws Exception {
        assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"));

        SqliteDatabase.open(temp).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("meeshy.db"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws Exception {
        Path file = Files.createFile(temp.resolve("data"));

        assertThat(refusal(file)).contains("DATA_DIR " + file).contains("is a file, not a folder");
        assertThat(refusal(file.resolve("below"))).contains("DATA_DIR");
    }

    @Test
    void aFolderThatCannotBeCreatedIsRefused() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")));

        assertThat(refusal(Path.of("/proc/meeshy"))).contains("DATA_DIR /proc/meeshy cannot be used");
    }

    @Test
    void anUnreadableFolderIsRefused() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("shut"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(folder), "permissions do not bind this user");

        assertThat(refusal(folder)).contains("may not read and write it");
    }

    @Test
    void aReadOnlyDatabaseFileIsRefused() throws Exception {
        SqliteDatabase.open(temp).close();
        Path file = temp.resolve("meeshy.db");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assumeFalse(Files.isWritable(file), "permissions do not bind this user");

        assertThat(refusal(temp)).contains("meeshy.db in it is not a file this process may read and write");
    }

    @Test
    void aFolderInPlaceOfTheDatabaseFileIsRefused() throws Exception {
        Files.createDirectory(temp.resolve("meeshy.db"));

        assertThat(refusal(temp)).contains("meeshy.db in it is not a file");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
        byte[] letter = "Dear diary, ".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        Files.write(temp.resolve("meeshy.db"), letter);

        assertThat(refusal(temp)).contains("meeshy.db").contains("not an SQLite database");
        assertThat(Files.readAllBytes(temp.resolve("meeshy.db"))).isEqualTo(letter);
    }

    @Test
    void anotherProgramsDatabaseIsRefused() throws Exception {
        onTheFile("CREATE TABLE recipe (id INTEGER)");

        assertThat(refusal(temp)).contains("another program's database");
    }

    @Test
    void aNewerGatewaysDatabaseIsRefused() throws Exception {
        SqliteDatabase.open(temp).close();
        onTheFile("PRAGMA user_version = 99");

        assertThat(refusal(temp)).contains("newer gateway (schema 99");
    }

    @Test
    void aFolderInUseIsRefusedUntilItIsFree() {
        SqliteDatabase first = SqliteDatabase.open(temp);
        assertThat(refusal(temp)).contains("another gateway process is using it");

        first.close();
        first.close();

        SqliteDatabase.open(temp).close();
    }

    @Test
    void aRefusedStartHoldsNothing() throws Exception {
        onTheFile("CREATE TABLE recipe (id INTEGER)");
        refusal(temp);
        onTheFile("DROP TABLE recipe");

        SqliteDatabase.open(temp).close();
    }

    private static String refusal(Path folder) {
        StoreException refusal = catchThrowableOfType(
                StoreException.class, () -> SqliteDatabase.open(folder).close());
        assertThat(refusal).as("the start is refused").isNotNull();
        String sentence = String.valueOf(refusal.getMessage());
        assertThat(sentence).doesNotContain("\n");
        return sentence;
    }

    private void onTheFile(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("meeshy.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
