package com.meeshy.presence.live.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the last of the disk for presence: below the floor of free space no message is taken, and it takes a
/// quarter of the floor more until they are taken again, so that it does not change with every file somebody
/// writes. Any thread may ask.
public final class DiskFloor {
    private static final Logger LOG = LoggerFactory.getLogger(DiskFloor.class);

    private final long floorBytes;
    private final LongSupplier freeBytes;
    private volatile boolean reached;

    /// @param floorBytes 0: messages are always taken
    /// @param freeBytes how much may still be written; may throw [UncheckedIOException]
    public DiskFloor(long floorBytes, LongSupplier freeBytes) {
        this.floorBytes = floorBytes;
        this.freeBytes = freeBytes;
    }

    /// What the operating system says of the disk under a folder.
    public static LongSupplier freeUnder(Path folder) {
        return () -> {
            try {
                return Files.getFileStore(folder).getUsableSpace();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /// Looks at the disk. Called every second or so by a job.
    public void look() {
        if (floorBytes == 0) {
            return;
        }
        try {
            long free = freeBytes.getAsLong();
            boolean now = free < (reached ? floorBytes + floorBytes / 4 : floorBytes);
            if (now != reached) {
                reached = now;
                tell(free);
            }
        } catch (UncheckedIOException e) {
            LOG.warn("DISK free space cannot be read: {}", e.getMessage());
        }
    }

    /// Whether messages are refused now.
    public boolean isReached() {
        return reached;
    }

    private void tell(long free) {
        if (reached) {
            LOG.error("DISK only {} MB are free, DISK_FLOOR is reached: messages are refused", free >> 20);
        } else {
            LOG.info("DISK {} MB are free: messages are taken again", free >> 20);
        }
    }
}
