package com.meeshy.presence.server.store.sqlite;

import com.meeshy.presence.core.port.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The folder `DATA_DIR`, held by one gateway process at a time. The operating system frees the hold when the process
/// ends, however it ends.
final class DataFolder implements AutoCloseable {
    private static final String DATABASE = "meeshy.db";
    private static final String LOCK = "meeshy.lock";

    private final Path folder;
    private final FileChannel hold;

    private DataFolder(Path folder, FileChannel hold) {
        this.folder = folder;
        this.hold = hold;
    }

    /// Creates the folder and the database file when they are missing; the file readable to its owner alone, since it
    /// holds session tokens.
    ///
    /// @throws StoreException saying in a sentence why the folder cannot be used
    static DataFolder hold(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw unusable(folder, "it is a file, not a folder", null);
        }
        try {
            Files.createDirectories(folder);
            if (!Files.isReadable(folder) || !Files.isWritable(folder) || !Files.isExecutable(folder)) {
                throw unusable(folder, "this process may not read and write it; check owner and permissions", null);
            }
            DataFolder held = new DataFolder(folder, lock(folder));
            held.checkDatabaseFile();
            return held;
        } catch (AccessDeniedException e) {
            throw unusable(folder, "the operating system refuses access to " + e.getFile(), e);
        } catch (IOException e) {
            throw unusable(folder, String.valueOf(e.getMessage()), e);
        }
    }

    Path database() {
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

    private void checkDatabaseFile() throws IOException {
        Path database = database();
        boolean usable = Files.notExists(database) ? created(database) : Files.isRegularFile(database);
        if (!usable || !Files.isReadable(database) || !Files.isWritable(database)) {
            close();
            throw unusable(folder, DATABASE + " in it is not a file this process may read and write", null);
        }
    }

    private static boolean created(Path database) throws IOException {
        Files.createFile(database);
        if (Files.getFileStore(database).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-------"));
        }
        return true;
    }

    private static StoreException unusable(Path folder, String why, @Nullable Throwable cause) {
        String sentence = "DATA_DIR " + folder + " cannot be used: " + why + ".";
        return cause == null ? new StoreException(sentence) : new StoreException(sentence, cause);
    }
}
