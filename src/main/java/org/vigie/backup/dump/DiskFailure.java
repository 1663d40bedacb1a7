package org.vigie.backup.dump;

import java.io.IOException;
import org.vigie.backup.BackupFailedException;

/** Why something cannot be written here. */
public final class DiskFailure {

    private DiskFailure() {}

    /** As a stable cause: {@code disk-full} or {@code disk-failed}. */
    public static BackupFailedException of(String what, IOException e) {
        boolean full = String.valueOf(e.getMessage()).contains("No space left")
                || String.valueOf(e.getMessage()).contains("Disk quota");
        return new BackupFailedException(
                full ? "disk-full" : "disk-failed",
                what + ": " + e.getMessage(),
                full
                        ? "Free space in the data folder, then ask for the backup again."
                        : "Look at the disk of the data folder, then ask for the backup again.");
    }
}
