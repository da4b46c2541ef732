package com.meeshy.presence.storage.sqlite;

import com.meeshy.presence.core.port.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder `DATA_DIR`, held by one gateway process at a time. The operating system frees the hold when the
/// process ends, however it ends.
final class DataFolder implements AutoCloseable {
    private static final String DATABASE = "meeshy.db";
    private static final String LOCK = "meeshy.lock";

    private final Path folder;
    private final FileChannel hold;

    private DataFolder(Path folder, FileChannel hold) {
        this.folder = folder;
        this.hold = hold;
    }

    /// Creates the folder and the database file when they are missing; the file readable to its owner alone,
    /// since it holds messages.
    ///
    /// @throws StoreException saying in a sentence why the folder cannot be used
    static DataFolder hold(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
                throw unusable(folder, "this process may not read and write it; check owner and permissions", null);
            }
            return checked(new DataFolder(folder, lock(folder)));
        } catch (AccessDeniedException e) {
            throw unusable(folder, "the operating system refuses access to " + e.getFile(), e);
        } catch (FileAlreadyExistsException e) {
            throw unusable(folder, e.getFile() + " is a file, not a folder", e);
        } catch (IOException e) {
            throw unusable(folder, "it cannot be created or opened (" + e + ")", e);
        }
    }

    Path database() {
        return databaseIn(folder);
    }

    static Path databaseIn(Path folder) {
        return folder.resolve(DATABASE);
    }

    @Override
    public void close() {
        try {
            hold.close();
        } catch (IOException e) {
            throw unusable(folder, "its lock cannot be let go", e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held within this very process: the same answer as by another one.
        }
        channel.close();
        throw unusable(folder, "another gateway process is using it; give each process a folder of its own", null);
    }

    private static DataFolder checked(DataFolder held) throws IOException {
        try {
            held.checkDatabaseFile();
            return held;
        } catch (IOException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private void checkDatabaseFile() throws IOException {
        Path database = database();
        if (Files.notExists(database)) {
            create(database);
        }
        if (!Files.isRegularFile(database) || !Files.isReadable(database) || !Files.isWritable(database)) {
            throw unusable(folder, DATABASE + " in it is not a file this process may read and write", null);
        }
    }

    private void create(Path database) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(
                    database, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(database);
        }
    }

    private static StoreException unusable(Path folder, String why, @Nullable Throwable cause) {
        String sentence = "DATA_DIR " + folder + " cannot be used: " + why + ".";
        return cause == null ? new StoreException(sentence) : new StoreException(sentence, cause);
    }
}
